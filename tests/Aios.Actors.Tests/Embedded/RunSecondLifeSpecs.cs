using Aios.Actors.Spine;
using Aios.Actors.Tests.Effects;
using Aios.Engine.Cells;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Tests.Embedded;

public class RunSecondLifeSpecs : RunSpecs
{
    [Fact]
    public void A_run_that_crashes_while_its_outcome_is_on_the_way_to_the_log_does_not_tell_it_twice()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var slow = CreateTestProbe("slow");
        BeginRuns(adapter, journal: slow.Ref);
        var plan = Begin(Samples.Plan("run-1", [Samples.Step("one"), Samples.Step("two")]));
        Grant();
        // Its first life has nothing to wait for: the first that the journal hears is its first step.
        PassOn(1, events: 1);
        slow.FishForMessage<JournalProtocol.Append>(append => append.Events.Any(fact => fact.Type == "run.step-succeeded"));

        ((InternalActorRef)ActorOf(plan)).SendSystem(new Crash(new InvalidOperationException("as asked")));
        slow.Forward(EventJournal);
        PassUntil(() => slow.HasMessages, "what its second life asks");
        PassOn(1);
        PassUntil(() => Asked(plan, "two"), "the request for the second step");
        Scheduler.Reply(new SchedulingProtocol.SlotGranted(plan.Id, "two", plan.Priority, 0));
        PassOn(2);

        ExpectRecord("run.verified");
        Assert.Equal(2, adapter.Calls);
        Assert.Equal(
            ["run.planned", "run.step-started", "run.step-succeeded", "run.step-started", "run.step-succeeded", "run.verified"],
            TypesOnDisk(plan)
        );

        void PassOn(int count, int? events = null)
        {
            for (; count > 0; count--)
            {
                var append = slow.ExpectMsg<JournalProtocol.Append>();
                Assert.Equal(events ?? append.Events.Count, append.Events.Count);
                slow.Forward(EventJournal);
            }
        }
    }

    [Fact]
    public void A_run_that_crashes_while_its_intent_is_on_the_way_to_the_ledger_waits_for_the_attempt_that_it_began()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var ledger = new Held(Folder.Ledger);
        BeginRuns(adapter, ledger: ledger);
        var plan = Begin(Samples.Plan("run-1"));
        Grant();
        AwaitCondition(() => ledger.Intents == 1, message: "an intent that is to be recorded");

        ((InternalActorRef)Runs).SendSystem(new Crash(new InvalidOperationException("as asked")));
        PassUntil(() => ledger.Looks > 1, "a look of its second life at the ledger");
        ledger.Let.SetResult();

        PassUntil(() => Memory.Current.Find(plan.Id)!.IsOver, "the end of the run");
        Assert.Equal(RunPhase.Verified, Memory.Current.Find(plan.Id)!.Phase);
        Assert.Equal((1, 1), (adapter.Calls, ledger.Intents));
    }

    /// <summary>Takes an intent only when it is let.</summary>
    private sealed class Held(IEffectLedger ledger) : IEffectLedger
    {
        private int _intents;
        private int _looks;

        public TaskCompletionSource Let { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Intents => Volatile.Read(ref _intents);

        public int Looks => Volatile.Read(ref _looks);

        public async Task RecordIntent(EffectIntent intent)
        {
            Interlocked.Increment(ref _intents);
            await Let.Task;
            await ledger.RecordIntent(intent);
        }

        public IReadOnlyList<EffectRecord> OfRun(RunId run)
        {
            Interlocked.Increment(ref _looks);
            return ledger.OfRun(run);
        }

        public Task RecordOutcome(EffectOutcome outcome) => ledger.RecordOutcome(outcome);

        public IReadOnlyList<EffectRecord> OpenIntents() => ledger.OpenIntents();

        public EffectRecord? Find(EffectId id) => ledger.Find(id);

        public IReadOnlyList<EffectRecord> List(EffectQuery query) => ledger.List(query);

        public Task<int> MarkUnknown() => ledger.MarkUnknown();
    }
}
