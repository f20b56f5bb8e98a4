using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Effects;

/// <summary>What time does to a run, and what a clock that somebody sets does not.</summary>
public class RunTimeSpecs : RunSpecs
{
    [Theory]
    [InlineData(+1)]
    [InlineData(-1)]
    public void A_clock_that_is_set_moves_neither_a_retry_nor_the_deadline_and_the_run_is_verified_on_attempt_2(int hours)
    {
        var calls = 0;
        using var adapter = new FakeAdapter(_ => Task.FromResult(calls++ == 0 ? FakeAdapter.Bad : FakeAdapter.Ok));
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", retry: RetrySettings.Default, deadlineMs: 60_000));
        Grant();
        ExpectRecord("run.waiting");
        SettleRun(plan);
        while (Scheduler.HasMessages)
            Assert.IsType<ReleaseSlot>(Scheduler.ReceiveOne());

        SetClock(TimeSpan.FromHours(hours));
        Pass(1.999);
        SettleRun(plan);
        Assert.False(Scheduler.HasMessages);
        Pass(0.001);
        Assert.Equal(Shell.Now.Monotonic + 58_000, Grant().DeadlineAt);

        ExpectRecord("run.verified");
        Assert.Equal([1, 2], Folder.Ledger.OfRun(plan.Id).Select(line => line.Intent.Attempt));
    }

    [Theory]
    [InlineData(+1)]
    [InlineData(-1)]
    public void A_clock_that_is_set_moves_neither_a_pause_nor_the_end_of_a_run_that_gets_no_slot(int hours)
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(
            Samples.Plan(
                "run-1",
                [Samples.Step("one"), Samples.Step("rest", new EffectAction.Wait(30_000)), Samples.Step("two")],
                deadlineMs: 60_000
            )
        );
        Grant();
        ExpectRecord("run.step-succeeded");
        ExpectRecord("run.step-started");
        SettleRun(plan);
        SetClock(TimeSpan.FromHours(hours));
        Pass(29.999);
        SettleRun(plan);
        Assert.Single(TypesOnDisk(plan), type => type == "run.step-succeeded");
        Pass(0.001);
        Assert.Equal("waited 30000 ms", ExpectRecord("run.step-succeeded").Text("detail"));
        Assert.Equal("two", ExpectRequest().Step);

        Pass(29.999);
        SettleRun(plan);
        Assert.False(Memory.Current.Find(plan.Id)!.IsOver);
        Pass(0.001);

        ExpectRecord("run.rolled-back");
    }

    [Fact]
    public void After_a_restart_only_the_rest_of_a_delay_is_waited_for()
    {
        var plan = Samples.Plan("run-1", retry: RetrySettings.Default);
        var at = Shell.Now.Wall;
        WasRecorded(
            plan,
            new RunProtocol.Planned(plan, at),
            new RunProtocol.StepStarted("tell", 1, at),
            new RunProtocol.StepFailed("tell", 1, EffectResult.ExitCode, "bad", 0, at),
            new RunProtocol.WaitingToRetry("tell", 2, 20_000, at)
        );
        Pass(15);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        Settle(EventJournal, Runs);
        AwaitCondition(() => Memory.Current.Find(plan.Id) is not null, null, "the run");

        PassUntil(() => Asked(plan, "tell"), "the second attempt", step: 0.1);

        // The whole delay once more would be 35 s.
        Assert.InRange(Shell.Now.Wall - at, 20_000, 34_999);
    }

    [Fact]
    public void Time_in_which_its_playbook_is_frozen_is_not_taken_from_a_run()
    {
        var isFrozen = true;
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter, isHeld: _ => isFrozen);
        var plan = Begin(Samples.Plan("run-1", deadlineMs: 5_000));
        ExpectRequest();
        for (var second = 0; second < 60; second++)
        {
            Pass(1);
            SettleRun(plan);
        }
        Assert.False(Memory.Current.Find(plan.Id)!.IsOver);

        isFrozen = false;
        Scheduler.Reply(new SlotGranted(plan.Id, "tell", plan.Priority, 0));

        Assert.Equal("60000", ExpectRecord("run.held").Text("ms"));
        ExpectRecord("run.verified");
    }

    [Fact]
    public void Once_nothing_holds_it_the_deadline_comes()
    {
        var isFrozen = true;
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter, isHeld: _ => isFrozen);
        var plan = Begin(Samples.Plan("run-1", deadlineMs: 5_000));
        ExpectRequest();
        Pass(20);
        SettleRun(plan);
        isFrozen = false;

        PassUntil(() => Memory.Current.Find(plan.Id)!.IsOver, "the deadline", step: 1);

        Assert.Equal(RunPhase.Expired, Memory.Current.Find(plan.Id)!.Phase);
        Assert.Equal(0, adapter.Calls);
    }

    [Fact]
    public void A_run_that_was_held_when_the_node_ended_is_still_there_after_the_start()
    {
        var plan = Samples.Plan("run-1", deadlineMs: 5_000);
        WasRecorded(plan, new RunProtocol.Planned(plan, Shell.Now.Wall));
        Pass(3_600);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter, isHeld: _ => true);

        Assert.Equal("3600000", ExpectRecord("run.held").Text("ms"));
        Assert.Equal("tell", ExpectRequest().Step);
        Assert.Equal(Shell.Now.Wall + 5_000, Memory.Current.Find(plan.Id)!.DeadlineAt);
    }

    [Fact]
    public void A_stopped_queue_holds_what_has_not_begun()
    {
        Assert.True(new QueueStanding(QueueMode.Paused, 1, "", "").Holds(hasBegun: true));
        Assert.True(new QueueStanding(QueueMode.Draining, 1, "", "").Holds(hasBegun: false));
        Assert.False(new QueueStanding(QueueMode.Draining, 1, "", "").Holds(hasBegun: true));
        Assert.False(QueueStanding.Runs.Holds(hasBegun: false));
    }
}
