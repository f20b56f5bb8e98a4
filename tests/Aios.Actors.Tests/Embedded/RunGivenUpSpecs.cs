using Aios.Actors.Effects;
using Aios.Actors.Spine;
using Aios.Actors.Tests.Effects;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Embedded;

/// <summary>What a run did is put back also when it cannot go on: its records are refused, or its actor fails at every start.</summary>
public class RunGivenUpSpecs : RunSpecs
{
    private static readonly RunPlan Plan = Samples.Plan("run-1", [Samples.Step("one", undo: Samples.Notify), Samples.Step("two")]);

    [Fact]
    public void A_step_that_the_log_will_never_take_ends_the_run_and_what_was_done_before_is_put_back()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginOnProbe(adapter);
        Grant();
        Journal.Accept();
        Journal.Accept();
        Grant();
        Refuse("run.step-started");

        Assert.Equal(["run.cancelling", "run.compensating"], Journal.Accept().Select(record => record.Event.Type));
        Grant();
        Journal.Accept();

        Assert.Equal(["run.step-succeeded", "run.rolled-back"], Journal.Accept().Select(record => record.Event.Type));
        Assert.Equal(2, adapter.Calls);
        Assert.Contains("cannot be put on record: the disk is full", Memory.Current.Find(Plan.Id)!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outcome_that_the_log_refuses_is_taken_from_the_ledger_and_its_step_is_put_back()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginOnProbe(adapter);
        Grant();
        Journal.Accept();
        Refuse("run.step-succeeded");

        Assert.Equal("run.cancelling", Assert.Single(Journal.Accept()).Event.Type);
        Assert.Equal(["run.step-succeeded", "run.compensating"], Journal.Accept().Select(record => record.Event.Type));
        Grant();
        Journal.Accept();

        Assert.Equal("run.rolled-back", Journal.Accept()[^1].Event.Type);
        Assert.Equal(2, adapter.Calls);
    }

    [Fact]
    public void An_outcome_that_the_log_never_takes_leaves_its_step_named()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginOnProbe(adapter);
        Grant();
        Journal.Accept();
        Refuse("run.step-succeeded");
        Journal.Accept();
        Refuse("run.step-succeeded");

        Assert.Equal(["run.compensating", "run.stuck"], Journal.Accept().Select(record => record.Event.Type));
        Assert.Equal("one", Assert.Single(Memory.Current.Find(Plan.Id)!.NotUndone));
        Assert.Equal(1, adapter.Calls);
    }

    [Fact]
    public void A_run_whose_actor_fails_at_every_start_is_ended_by_others_and_puts_back_what_it_did()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var isFaulty = false;
        BeginRuns(
            adapter,
            isHeld: run => isFaulty && Memory.Current.Find(run)!.Stop is null ? throw new InvalidOperationException("a fault in it") : false
        );
        Begin(Plan);
        Grant();
        ExpectRequest();
        SettleRun(Plan);
        isFaulty = true;

        Crash(Plan);
        PassUntil(() => Asked(Plan, "undo-one"), "the request for the undo", step: 5);
        Scheduler.Reply(new SchedulingProtocol.SlotGranted(Plan.Id, "undo-one", Plan.Priority, 0));

        var (began, end, over) = (
            ExpectRecord(EventTypes.RunFailing),
            ExpectRecord("run.rolled-back"),
            ExpectRecord(EventTypes.NodeRecovered)
        );
        Assert.Contains("its actor failed 9 times in a row", end.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(2, adapter.Calls);
        // An incident of the node, over when the run is.
        Assert.True(IncidentSigns.IsSign(began));
        Assert.Equal((new IncidentKey("node", "run-1"), IncidentKey.Of(began)), (IncidentKey.Of(over), IncidentKey.Of(over)));
        Assert.True(IncidentSigns.SaysResolved(over));
    }

    [Fact]
    public void A_run_whose_actor_cannot_even_put_back_is_stuck_and_names_what_is_left()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var isFaulty = false;
        BeginRuns(adapter, isHeld: _ => isFaulty ? throw new InvalidOperationException("a fault in it") : false);
        Begin(Plan);
        Grant();
        ExpectRequest();
        SettleRun(Plan);
        isFaulty = true;

        Crash(Plan);
        PassUntil(() => Memory.Current.Find(Plan.Id)!.IsOver, "the end of the run", step: 5);

        var run = Memory.Current.Find(Plan.Id)!;
        Assert.Equal((RunPhase.Stuck, "one"), (run.Phase, Assert.Single(run.NotUndone)));
        Assert.Equal(1, adapter.Calls);
        Settle(Runs, EventJournal);
        Assert.DoesNotContain(Folder.OnDisk, record => record.Event.Type == EventTypes.NodeRecovered);
    }

    private void BeginOnProbe(FakeAdapter adapter)
    {
        Journal.Record(Samples.Written(Shell, Plan, new Planned(Plan, Shell.Now.Wall)));
        BeginRuns(adapter, journal: Journal.Ref);
        Journal.Accept();
    }

    private void Refuse(string type)
    {
        var append = Journal.Expect();
        Assert.Equal(type, append.Events[0].Type);
        Journal.Refuse(append, isRetryable: false);
    }
}
