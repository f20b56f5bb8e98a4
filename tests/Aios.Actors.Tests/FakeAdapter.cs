using System.Collections.Concurrent;
using Aios.Gateway;
using Aios.Loop.Effects;

namespace Aios.Actors.Tests;

/// <summary>Does nothing outside; says when it is called and answers as the spec tells.</summary>
/// <param name="answer">Gets the number of the call, from 1.</param>
internal sealed class FakeAdapter(Func<int, Task<AdapterResult>> answer, string kind = "notify") : IEffectAdapter, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BlockingCollection<EffectAction> _calls = [];
    private int _count;

    public static AdapterResult Ok { get; } = new(EffectResult.Ok, "done");
    public static AdapterResult Bad { get; } = new(EffectResult.ExitCode, "ended with code 1", 1);

    public string Kind => kind;

    public int Calls => Volatile.Read(ref _count);

    public static FakeAdapter Always(AdapterResult result) => new(_ => Task.FromResult(result));

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout)
    {
        var number = Interlocked.Increment(ref _count);
        _calls.Add(action);
        return answer(number);
    }

    /// <summary>Waits until it is called once more.</summary>
    public EffectAction ExpectCall() =>
        _calls.TryTake(out var action, Patience) ? action : throw new TimeoutException($"no further call; so far {Calls}");

    public void Dispose() => _calls.Dispose();
}
