using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Akka.Actor;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Effects;

public class RunActorSpecs : RunSpecs
{
    [Fact]
    public void Every_step_asks_for_a_slot_and_gives_it_back()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", [Samples.Step("one"), Samples.Step("two")]));

        var first = Grant();
        Assert.Equal(plan.Id, Scheduler.FishForMessage<ReleaseSlot>(_ => true).Run);
        var second = Grant();
        Scheduler.FishForMessage<ReleaseSlot>(_ => true);
        ExpectRecord("run.verified");

        Assert.Equal(("one", false, 600_000L), (first.Step, first.IsContinuation, first.DeadlineAt));
        Assert.Equal(("two", true), (second.Step, second.IsContinuation));
        Assert.Equal(2, adapter.Calls);
        Assert.Equal(
            ["run.planned", "run.step-started", "run.step-succeeded", "run.step-started", "run.step-succeeded", "run.verified"],
            TypesOnDisk(plan)
        );
    }

    [Fact]
    public void Start_and_intent_are_on_disk_before_anything_happens_and_the_outcome_after_it()
    {
        var (startsBefore, openBefore) = (0, 0);
        using var adapter = new FakeAdapter(_ =>
        {
            startsBefore = Folder.OnDisk.Count(record => record.Event.Type == "run.step-started");
            openBefore = Folder.Ledger.OpenIntents().Count;
            return Task.FromResult(FakeAdapter.Ok);
        });
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1"));
        Grant();
        ExpectRecord("run.verified");

        Assert.Equal((1, 1), (startsBefore, openBefore));
        Assert.Empty(Folder.Ledger.OpenIntents());
        Assert.Equal(EffectResult.Ok, Assert.Single(Folder.Ledger.OfRun(plan.Id)).Outcome!.Result);
    }

    [Fact]
    public void A_failed_step_is_tried_again_after_exactly_2_4_and_8_seconds()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Bad);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", retry: RetrySettings.Default));
        Grant();
        foreach (var seconds in (int[])[2, 4, 8])
        {
            Assert.Equal($"{seconds * 1000}", ExpectRecord("run.waiting").Text("delay_ms"));
            SettleRun(plan);
            ForgetReleases();
            Pass(seconds - 0.001);
            SettleRun(plan);
            Assert.False(Scheduler.HasMessages);
            Pass(0.001);
            Assert.True(Grant().IsContinuation);
        }

        Assert.Equal("step tell: ended with code 1", ExpectRecord("run.stuck").Text("reason"));
        Assert.Equal([1, 2, 3, 4], Folder.Ledger.OfRun(plan.Id).Select(effect => effect.Intent.Attempt));
    }

    [Fact]
    public void A_run_that_never_gets_a_slot_ends_at_its_deadline()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", deadlineMs: 5_000));
        ExpectRequest();
        Pass(4.999);
        SettleRun(plan);
        Assert.Equal(RunPhase.Planned, Memory.Current.Find(plan.Id)!.Phase);

        Pass(0.001);

        Assert.Contains("deadline of 5000 ms passed", ExpectRecord("run.expired").Text("reason"), StringComparison.Ordinal);
        Scheduler.FishForMessage<ReleaseSlot>(release => release.Run == plan.Id);
        Assert.Equal(0, adapter.Calls);
    }

    [Fact]
    public void A_step_that_does_not_end_holds_no_run_beyond_its_deadline()
    {
        var never = new TaskCompletionSource<AdapterResult>();
        using var adapter = new FakeAdapter(_ => never.Task);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", deadlineMs: 5_000));
        Grant();
        adapter.ExpectCall();

        Pass(5);
        Assert.Equal("deadline", ExpectRecord("run.cancelling").Text("by"));
        // Its time-out, and a minute.
        PassUntil(() => Memory.Current.Find(plan.Id)!.IsOver, "the end of patience", step: 10);

        Assert.Contains("left as it is: tell", ExpectRecord("run.stuck").Text("reason"), StringComparison.Ordinal);
        Scheduler.FishForMessage<ReleaseSlot>(release => release.Run == plan.Id);
        never.SetResult(FakeAdapter.Ok);
    }

    [Fact]
    public void Verdicts_end_a_run_or_send_it_up_the_ladder()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var gate = new Gate(GateKind.SensorRecovered, "cpu", "machine", 0, 1_000, null);
        var plan = Begin(Samples.Plan("run-1", gate: gate, ladder: [new Rung(RungKind.Steps, [Samples.Step("harder")])]));
        Grant();
        ExpectRecord("run.verifying");

        Runs.Tell(new RunProtocol.RecordVerdict(plan.Id, 1, false, "still hot"));
        Assert.Equal("harder", Grant().Step);
        ExpectRecord("run.verifying");
        Runs.Tell(new RunProtocol.RecordVerdict(plan.Id, 1, true, "an old answer"));
        Runs.Tell(new RunProtocol.RecordVerdict(plan.Id, 2, true, "cool"));

        Assert.Equal("cool", ExpectRecord("run.verified").Text("reason"));
        Assert.Equal(2, adapter.Calls);
    }

    [Fact]
    public void A_fact_that_cannot_be_put_on_record_is_tried_again_and_nothing_is_done_meanwhile()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var plan = Samples.Plan("run-1");
        Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Planned(plan, Shell.Now.Wall)));
        BeginRuns(adapter, journal: Journal.Ref);
        Journal.Accept();
        Grant();
        for (var i = 0; i < 3; i++)
        {
            Journal.Refuse(Journal.Expect());
            Settle(ActorOf(plan));
            Assert.Equal(0, adapter.Calls);
            Pass(1);
        }

        Assert.Equal("run.step-started", Journal.Accept()[0].Event.Type);
        Assert.Equal(["run.step-succeeded", "run.verified"], Journal.Accept().Select(record => record.Event.Type));
        Assert.Equal(1, adapter.Calls);
    }

    [Fact]
    public void What_the_log_will_never_take_ends_the_run_and_is_not_tried_for_ever()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var plan = Samples.Plan("run-1");
        Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Planned(plan, Shell.Now.Wall)));
        BeginRuns(adapter, journal: Journal.Ref);
        Journal.Accept();
        Grant();
        Journal.Refuse(Journal.Expect(), isRetryable: false);

        var end = Assert.Single(Journal.Accept()).Event;

        Assert.Equal("run.expired", end.Type);
        Assert.Equal("it cannot be put on record: the disk is full; nothing was done", end.Text("reason"));
        Scheduler.FishForMessage<ReleaseSlot>(release => release.Run == plan.Id);
        Assert.Equal(0, adapter.Calls);
    }

    [Fact]
    public void A_step_that_comes_on_record_only_after_the_deadline_is_not_carried_out()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var plan = Samples.Plan("run-1", deadlineMs: 5_000);
        Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Planned(plan, Shell.Now.Wall)));
        BeginRuns(adapter, journal: Journal.Ref);
        Journal.Accept();
        Grant();
        var append = Journal.Expect();
        Pass(5);
        Settle(ActorOf(plan));

        Journal.Accept(append);

        Assert.Equal("run.expired", Assert.Single(Journal.Accept()).Event.Type);
        Assert.Equal(0, adapter.Calls);
    }

    [Fact]
    public void A_run_that_is_started_twice_runs_once()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1"));
        Runs.Tell(new Actors.Effects.StartRun(plan.Id));

        Grant();
        ExpectRecord("run.verified");
        Settle(Runs, Scheduler.Ref);

        Assert.DoesNotContain(Waiting(), message => message is RequestSlot);
        Assert.Equal(1, adapter.Calls);

        IEnumerable<object> Waiting()
        {
            while (Scheduler.HasMessages)
                yield return Scheduler.ReceiveOne()!;
        }
    }

    [Fact]
    public void A_run_that_waits_asks_again_when_the_scheduler_has_forgotten_it()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1"));
        ExpectRequest();
        SettleRun(plan);

        Sys.EventStream.Publish(new Actors.Scheduling.SchedulerActor.StartedAgain());

        Grant();
        ExpectRecord("run.verified");
        Assert.Equal(1, adapter.Calls);
    }

    private void ForgetReleases()
    {
        while (Scheduler.HasMessages)
            Assert.IsType<ReleaseSlot>(Scheduler.ReceiveOne());
    }
}
