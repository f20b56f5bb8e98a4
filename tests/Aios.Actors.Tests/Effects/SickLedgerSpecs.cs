using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Effects;

/// <summary>The ledger cannot be read for a while when a run that is on record is to be taken up.</summary>
public class SickLedgerSpecs : RunSpecs
{
    [Fact]
    public async Task A_run_that_could_not_be_taken_up_is_tried_again_until_it_is_and_repeats_nothing()
    {
        var plan = Samples.Plan("run-1");
        WasRecorded(plan, new Planned(plan, Shell.Now.Wall), new StepStarted("tell", 1, Shell.Now.Wall));
        var id = EffectIntent.IdOf(plan.Id, "tell", 1);
        await Folder.Ledger.RecordIntent(
            new EffectIntent(
                id,
                plan.Id,
                "tell",
                1,
                Risk.Reversible,
                new EffectAction.Notify(Severity.Info, "x"),
                TimeSpan.FromSeconds(5),
                false,
                null
            )
        );
        await Folder.Ledger.RecordOutcome(new EffectOutcome(id, EffectResult.Ok, "done", null, "", 3));
        var ledger = new Sick(Folder.Ledger);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter, ledger: ledger);
        PassUntil(() => ledger.Failures >= 8, "failures in a row");

        ledger.Heal();

        PassUntil(() => Memory.Current.Find(plan.Id)!.IsOver, "the end of the run", step: 1);
        Assert.Equal((RunPhase.Verified, 0), (Memory.Current.Find(plan.Id)!.Phase, adapter.Calls));
    }

    private sealed class Sick(IEffectLedger ledger) : IEffectLedger
    {
        private volatile bool _isWell;
        private int _failures;

        public int Failures => Volatile.Read(ref _failures);

        public void Heal() => _isWell = true;

        public IReadOnlyList<EffectRecord> OfRun(RunId run)
        {
            if (_isWell)
                return ledger.OfRun(run);
            Interlocked.Increment(ref _failures);
            throw new IOException("the disk is sick");
        }

        public Task RecordIntent(EffectIntent intent) => ledger.RecordIntent(intent);

        public Task RecordOutcome(EffectOutcome outcome) => ledger.RecordOutcome(outcome);

        public IReadOnlyList<EffectRecord> OpenIntents() => ledger.OpenIntents();

        public EffectRecord? Find(EffectId id) => ledger.Find(id);

        public IReadOnlyList<EffectRecord> List(EffectQuery query) => ledger.List(query);

        public Task<int> MarkUnknown() => ledger.MarkUnknown();
    }
}
