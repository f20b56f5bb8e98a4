using System.Collections.Concurrent;

namespace Aios.Office.Access;

/// <summary>What is open to whom right now, so that who loses a token or a session is out at once.</summary>
public sealed class OpenDoors
{
    private readonly ConcurrentDictionary<Lapse, bool> _open = new();
    private long _closings;

    /// <summary>Grows with every loss: who looked up a credential looks again when it has grown meanwhile.</summary>
    internal long Closings => Interlocked.Read(ref _closings);

    /// <param name="credential">Hash of the secret that opened it.</param>
    /// <param name="left">Until the credential expires by itself; null: never.</param>
    internal Lapse Open(string credential, string person, TimeSpan? left, TimeProvider clock)
    {
        var lapse = new Lapse(this, credential, person, left, clock);
        _open[lapse] = true;
        return lapse;
    }

    /// <summary>To be called after the loss is on disk.</summary>
    internal void Close(Func<Lapse, bool> which)
    {
        Interlocked.Increment(ref _closings);
        foreach (var (lapse, _) in _open)
            if (which(lapse))
                lapse.End();
    }

    internal void Forget(Lapse lapse) => _open.TryRemove(lapse, out _);
}

/// <summary>Whether what opened a request still holds.</summary>
internal sealed class Lapse : IDisposable
{
    // A timer cannot be longer.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private readonly OpenDoors _doors;
    private readonly CancellationTokenSource _ended;

    internal Lapse(OpenDoors doors, string credential, string person, TimeSpan? left, TimeProvider clock)
    {
        (_doors, Credential, Person) = (doors, credential, person);
        _ended = left < Longest ? new CancellationTokenSource(left.Value, clock) : new CancellationTokenSource();
    }

    public string Credential { get; }

    public string Person { get; }

    /// <summary>Cancelled when the token is revoked, the session ended, or either expired.</summary>
    public CancellationToken Ended => _ended.Token;

    public void End()
    {
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request was answered meanwhile.
        }
    }

    public void Dispose()
    {
        _doors.Forget(this);
        _ended.Dispose();
    }
}
