using Aios.Gateway;
using Aios.Loop.Effects;
using Akka.Actor;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Effects;

public class RunChangeSpecs : RunSpecs
{
    private static readonly PlannedStep One = Samples.Step("one", undo: Samples.Notify, needsNoUndo: false);

    [Fact]
    public void A_run_that_only_watches_ends_without_a_slot_and_without_an_effect()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        Begin(Samples.Plan("run-1") with { IsShadow = true });
        ExpectRecord("run.shadowed");
        Settle(Runs, Scheduler.Ref);
        Assert.Equal(0, adapter.Calls);
        while (Scheduler.HasMessages)
            Assert.IsType<Aios.Loop.Scheduling.SchedulingProtocol.ReleaseSlot>(Scheduler.ReceiveOne());
    }

    [Fact]
    public void A_step_that_runs_is_let_end_and_then_put_back()
    {
        var first = new TaskCompletionSource<AdapterResult>();
        using var adapter = new FakeAdapter(number => number == 1 ? first.Task : Task.FromResult(FakeAdapter.Ok));
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", [One, Samples.Step("two")]));
        Grant();
        adapter.ExpectCall();

        Assert.Equal(RunPhase.Cancelling, Cancel(plan).State!.Phase);
        Assert.NotNull(Cancel(plan).Refusal);
        first.SetResult(FakeAdapter.Ok);
        Assert.Equal("undo-one", Grant().Step);
        ExpectRecord("run.cancelled");

        Assert.Equal(
            [
                "run.planned",
                "run.step-started",
                "run.cancelling",
                "run.step-succeeded",
                "run.compensating",
                "run.step-started",
                "run.step-succeeded",
                "run.cancelled",
            ],
            TypesOnDisk(plan)
        );
        Assert.NotNull(Cancel(plan).Refusal);
    }

    [Fact]
    public void A_wait_for_a_retry_or_a_slot_ends_at_once()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Bad);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", retry: RetrySettings.Default));
        Grant();
        ExpectRecord("run.waiting");
        SettleRun(plan);
        Assert.Equal(RunPhase.Cancelled, Cancel(plan).State!.Phase);
        var other = Begin(Samples.Plan("run-2"));
        ExpectRequest();
        Assert.Equal(RunPhase.Cancelled, Cancel(other).State!.Phase);
        Assert.Null(Cancel(Samples.Plan("run-3")).State);
    }

    [Fact]
    public void A_pause_goes_on_after_a_crash_of_the_run_with_what_is_left_of_it()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", [Samples.Step("rest", new EffectAction.Wait(30_000)), Samples.Step("tell")]));
        ExpectRecord("run.step-started");
        Pass(20);
        Restart(adapter);
        Pass(9);
        Settle(Runs, EventJournal);
        Assert.False(Asked(plan, "tell"));
        PassUntil(() => Asked(plan, "tell"), "the step behind the pause", step: 0.5);
        // One that began anew would last until 50 s; how far time goes on while the disk is at work depends on the machine.
        Assert.InRange(Shell.Now.Wall - Memory.Current.Find(plan.Id)!.PlannedAt, 30_000, 45_000);
    }

    [Fact]
    public void A_rollback_that_failed_is_taken_up_again_and_its_run_is_rolled_back_in_the_end()
    {
        using var adapter = new FakeAdapter(number => Task.FromResult(number == 2 ? FakeAdapter.Bad : FakeAdapter.Ok));
        BeginRuns(adapter);
        var gate = new Gate(GateKind.SensorRecovered, "cpu", "machine", 0, 1_000, null);
        var plan = Begin(Samples.Plan("run-1", [One], gate: gate, ladder: [Rung.Rollback]));
        Grant();
        ExpectRecord("run.verifying");
        Runs.Tell(new RecordVerdict(plan.Id, 1, false, "still hot"));
        Grant();
        ExpectRecord("run.rollback-failed");
        ExpectRecord("run.stuck");
        Assert.Equal(1, Memory.Current.Reacting.TallyOf(plan.Playbook).Failed);

        Answered answer = null!;
        PassUntil(
            () => (answer = Ask<Answered>(Runs, new RetryRollback(plan.Id, "uid 1000", "the disk is back"))).Refusal is null,
            "the old life of the run is over"
        );

        Assert.Equal(RunPhase.Compensating, answer.State!.Phase);
        Assert.Equal(plan.Id, Memory.Current.Reacting.BusyTargets[plan.Target]);
        Assert.Equal("undo-one", Grant().Step);
        Assert.Contains("nothing of it is left", ExpectRecord("run.rolled-back").Text("reason"), StringComparison.Ordinal);
        Assert.Equal(
            ["run-1/one#1", "run-1/undo-one#1", "run-1/undo-one#2"],
            Folder.Ledger.OfRun(plan.Id).Select(line => line.Intent.Id.Value)
        );
        Assert.Equal(1, Memory.Current.Reacting.TallyOf(plan.Playbook).Failed);
        Assert.NotNull(Ask<Answered>(Runs, new RetryRollback(plan.Id, "uid 1000", "again")).Refusal);
    }

    private Answered Cancel(RunPlan plan) => Ask<Answered>(Runs, new CancelRun(plan.Id, "uid 1000", "wrong host"));

    private void Restart(FakeAdapter adapter)
    {
        Watch(Runs);
        Sys.Stop(Runs);
        ExpectTerminated(Runs);
        BeginRuns(adapter);
    }
}
