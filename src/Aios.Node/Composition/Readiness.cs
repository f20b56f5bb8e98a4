using Aios.Loop.Ports;
using Aios.Loop.Surface;

namespace Aios.Node.Composition;

/// <summary>Whether this node may take work: where it stands in its life, and whether what it is told can be put on record.</summary>
internal sealed class Readiness(Func<(string? Journal, string? Store, string? Folder)> refusing, TimeProvider time) : IReadiness
{
    // A disk that hangs does not answer at all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private int _phase = (int)NodePhase.Starting;
    private Task<(string? Journal, string? Store, string? Folder)>? _look;

    public NodePhase Phase
    {
        get => (NodePhase)Volatile.Read(ref _phase);
        set => Volatile.Write(ref _phase, (int)value);
    }

    public async Task<IReadOnlyList<NotReady>> Failing()
    {
        try
        {
            var (journal, store, folder) = await Look().WaitAsync(Patience, time);
            return ReadinessRules.Of(Phase, journal, store, folder);
        }
        catch (TimeoutException)
        {
            return ReadinessRules.Of(Phase, null, null, $"it did not answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception fault)
        {
            return ReadinessRules.Of(Phase, null, null, $"it cannot be looked at: {fault.Message}");
        }
    }

    // One look at a time: of a disk that hangs, many callers do not hold many threads.
    private Task<(string? Journal, string? Store, string? Folder)> Look()
    {
        lock (_gate)
            return _look = _look is { IsCompleted: false } going ? going : Task.Run(refusing);
    }
}
