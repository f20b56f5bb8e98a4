using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Effects;

/// <summary>
/// The actor of a run crashes while its attempt is on its way through the door, and its next life hands the same attempt over once more:
/// that is no failure of the step.
/// </summary>
public class RunBegunBeforeSpecs : RunSpecs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_attempt_whose_intent_was_still_on_its_way_to_the_disk_is_made_once(bool idempotent)
    {
        var ledger = new Slow(Folder.Ledger);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter, ledger: ledger);
        var plan = Begin(Samples.Plan("run-1", [Samples.Step("tell", idempotent: idempotent)]));
        Grant();
        AwaitCondition(() => ledger.Intents == 1, null, "the intent");

        Crash(plan);
        PassUntil(() => ledger.Readings > 0 || adapter.Calls > 0 || Memory.Current.Find(plan.Id)!.IsOver || Passed(5), "a second life");
        ledger.Free();

        PassUntil(() => Memory.Current.Find(plan.Id)!.IsOver, "the end of the run");
        Assert.Equal((RunPhase.Verified, 1), (Memory.Current.Find(plan.Id)!.Phase, adapter.Calls));
        Assert.Equal(["run.planned", "run.step-started", "run.step-succeeded", "run.verified"], TypesOnDisk(plan));
    }

    [Fact]
    public async Task An_outcome_that_came_on_record_meanwhile_is_taken()
    {
        var (plan, intent) = WasBegun();
        await Folder.Ledger.RecordIntent(intent);
        await Folder.Ledger.RecordOutcome(new EffectOutcome(intent.Id, EffectResult.Ok, "done", null, "", 3));
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);

        BeginRuns(adapter, ledger: new Slow(Folder.Ledger, isBlindAtFirst: true));

        Assert.Equal("done", ExpectRecord("run.step-succeeded").Text("detail"));
        ExpectRecord("run.verified");
        Assert.Equal(0, adapter.Calls);
        Assert.DoesNotContain("run.step-failed", TypesOnDisk(plan));
    }

    [Fact]
    public async Task An_attempt_whose_end_nobody_knows_is_left_to_a_person()
    {
        var (plan, intent) = WasBegun();
        await Folder.Ledger.RecordIntent(intent);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);

        BeginRuns(adapter, ledger: new Slow(Folder.Ledger, isBlindAtFirst: true));

        ExpectRecord("run.waiting-for-person");
        Assert.Equal((0, RunPhase.WaitingForPerson), (adapter.Calls, Memory.Current.Find(plan.Id)!.Phase));
    }

    private int _passes;

    private bool Passed(double seconds) => ++_passes > seconds / 0.25;

    private (RunPlan Plan, EffectIntent Intent) WasBegun()
    {
        var plan = Samples.Plan("run-1");
        var step = plan.Steps[0];
        WasRecorded(plan, new Planned(plan, Shell.Now.Wall), new StepStarted("tell", 1, Shell.Now.Wall));
        var id = EffectIntent.IdOf(plan.Id, "tell", 1);
        return (plan, new EffectIntent(id, plan.Id, "tell", 1, step.Risk, step.Action, TimeSpan.FromSeconds(5), false, null));
    }

    /// <summary>Its intents wait until it is free.</summary>
    /// <param name="isBlindAtFirst">The first look finds nothing, as if what is there came a moment later; then nothing waits.</param>
    private sealed class Slow(IEffectLedger ledger, bool isBlindAtFirst = false) : IEffectLedger
    {
        private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _intents;
        private int _readings;

        public int Intents => Volatile.Read(ref _intents);

        public int Readings => Volatile.Read(ref _readings);

        public void Free() => _free.TrySetResult();

        public async Task RecordIntent(EffectIntent intent)
        {
            Interlocked.Increment(ref _intents);
            if (!isBlindAtFirst)
                await _free.Task;
            await ledger.RecordIntent(intent);
        }

        public IReadOnlyList<EffectRecord> OfRun(RunId run) =>
            Interlocked.Increment(ref _readings) == 1 && isBlindAtFirst ? [] : ledger.OfRun(run);

        public Task RecordOutcome(EffectOutcome outcome) => ledger.RecordOutcome(outcome);

        public IReadOnlyList<EffectRecord> OpenIntents() => ledger.OpenIntents();

        public EffectRecord? Find(EffectId id) => ledger.Find(id);

        public IReadOnlyList<EffectRecord> List(EffectQuery query) => ledger.List(query);

        public Task<int> MarkUnknown() => ledger.MarkUnknown();
    }
}
