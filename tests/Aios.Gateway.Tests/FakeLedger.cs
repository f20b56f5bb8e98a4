using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Tests;

/// <summary>A ledger that keeps the order of what happens and fails when it is told to.</summary>
internal sealed class FakeLedger : IEffectLedger
{
    private readonly TaskCompletionSource<EffectOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Story { get; } = [];

    public Exception? IntentFailure { get; init; }

    public Exception? OutcomeFailure { get; init; }

    public Task<EffectOutcome> Recorded => _outcome.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Tell(string what)
    {
        lock (Story)
            Story.Add(what);
    }

    public async Task RecordIntent(EffectIntent intent)
    {
        await Task.Yield();
        if (IntentFailure is not null)
            throw IntentFailure;
        Tell($"intent {intent.Id}");
    }

    public async Task RecordOutcome(EffectOutcome outcome)
    {
        await Task.Yield();
        if (OutcomeFailure is not null)
            throw OutcomeFailure;
        Tell($"outcome {outcome.Id} {outcome.Result}");
        _outcome.TrySetResult(outcome);
    }

    public IReadOnlyList<EffectRecord> OpenIntents() => [];

    public IReadOnlyList<EffectRecord> OfRun(RunId run) => [];

    public EffectRecord? Find(EffectId id) => null;

    public IReadOnlyList<EffectRecord> List(EffectQuery query) => [];

    public Task<int> MarkUnknown() => Task.FromResult(0);
}
