using Aios.Actors.Effects.Approvals;
using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Rollback;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Actors.Tests.Effects.Approvals;

public class ApprovalsActorSpecs : RunSpecs
{
    private static readonly ApprovalSettings Settings = ApprovalSettings.Default;

    private static readonly PlannedStep Disrupts = Samples.Step("stop") with { Risk = Risk.Disruptive };

    private IActorRef _approvals = ActorRefs.Nobody;

    [Fact]
    public void A_run_that_needs_a_yes_waits_without_a_slot_and_goes_on_after_it()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals();
        var plan = Begin(Plan());
        var open = Open();
        Assert.False(Scheduler.HasMessages);

        Assert.Equal(ApprovalStanding.Granted, Say(Yes(open)).Approval!.Standing);

        Assert.False(Grant().IsContinuation);
        ExpectRecord("run.verified");
        Assert.Equal(
            ["run.planned", "run.waiting-approval", "run.approved", "run.step-started", "run.step-succeeded", "run.verified"],
            TypesOnDisk(plan).Where(type => type.StartsWith("run.", StringComparison.Ordinal))
        );
        Assert.Equal(1, adapter.Calls);
        AwaitCondition(() => Told().Contains(EventTypes.ApprovalGranted), null, "the yes on record");
        Assert.Equal([EventTypes.ApprovalRequested, EventTypes.ApprovalSigned, EventTypes.ApprovalGranted], Told());
    }

    [Fact]
    public void A_question_that_was_never_heard_of_is_asked_with_the_next_record()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals();
        SettleStored(_approvals);
        Sys.EventStream.Unsubscribe(_approvals, typeof(RecordedEvent));
        var plan = Begin(Plan());
        ExpectRecord("run.waiting-approval");
        Sys.EventStream.Subscribe(_approvals, typeof(RecordedEvent));

        Ask<JournalProtocol.Appended>(EventJournal, JournalProtocol.Append.One(Samples.Event("app.other")));

        Assert.Equal(plan.Id, Open().Run);
    }

    [Fact]
    public void Nothing_above_reversible_passes_the_door_without_a_yes()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        Begin(Plan() with { Approval = ApprovalNeed.Auto });
        Grant();
        Assert.Contains("only when people approved it", ExpectRecord("run.step-failed").Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0, adapter.Calls);
    }

    [Fact]
    public void What_was_answered_is_kept_and_no_rollback_takes_it_back()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals();
        Begin(Plan());
        Say(Yes(Open()));
        var kept = Ask<RollbackProtocol.Snapshots>(_approvals, new RollbackProtocol.GetSnapshots());
        Assert.Equal("approvals", kept.Actor);
        Assert.Contains("never taken back", kept.Fixed, StringComparison.Ordinal);

        var start = new RollbackTarget(Seq: 0);
        foreach (object asked in (object[])[new RollbackProtocol.PreviewRollback(start), new RollbackProtocol.Rollback(start, "", "ann")])
            Assert.Contains("a yes that was used", Ask<RollbackProtocol.Refused>(_approvals, asked).Refusal.Why, StringComparison.Ordinal);

        Assert.Equal(ApprovalStanding.Granted, Ask<ApprovalProtocol.Approvals>(_approvals, new GetApprovals()).Items[0].Standing);
    }

    [Fact]
    public void A_no_ends_the_run()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals();
        Begin(Plan());
        Say(new Deny(Open().Id, "not now", "uid 1000"));
        Assert.Equal("denied by uid 1000: not now", ExpectRecord("run.denied").Text("reason"));
        Assert.False(Scheduler.HasMessages && Scheduler.ReceiveOne() is Aios.Loop.Scheduling.SchedulingProtocol.RequestSlot);
    }

    [Fact]
    public void A_question_expires_exactly_when_its_time_is_over()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals();
        var plan = Begin(Plan());
        Open();
        Pass(3_599);
        SettleStored(_approvals);
        Settle(EventJournal);
        Assert.Equal(RunPhase.WaitingApproval, Memory.Current.Find(plan.Id)!.Phase);

        Pass(2);

        ExpectRecord("run.expired");
    }

    [Theory]
    [InlineData(+1)]
    [InlineData(-1)]
    public void A_clock_that_is_set_gives_people_neither_more_nor_less_time(int hours)
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals();
        var plan = Begin(Plan());
        Open();
        SetClock(TimeSpan.FromHours(hours));
        Pass(3_590);
        SettleStored(_approvals);
        Settle(EventJournal);
        Assert.Equal(RunPhase.WaitingApproval, Memory.Current.Find(plan.Id)!.Phase);

        Pass(12);

        ExpectRecord("run.expired");
    }

    [Fact]
    public void A_question_outlives_the_actor_and_expires_after_it_too()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals();
        var plan = Begin(Plan());
        var open = Open();
        StartAgain();
        Assert.Equal(open, Open());
        Assert.Single(Told(), type => type == EventTypes.ApprovalRequested);

        StartAgain(after: 3_601);

        ExpectRecord("run.expired");
        Assert.Equal(
            ApprovalStanding.Expired,
            Assert.Single(Ask<ApprovalProtocol.Approvals>(_approvals, new GetApprovals()).Items).Standing
        );
        Assert.Equal(RunPhase.Expired, Memory.Current.Find(plan.Id)!.Phase);
    }

    [Fact]
    public void A_yes_that_the_run_did_not_hear_is_told_after_a_restart()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals(CreateTestProbe("deaf").Ref);
        Begin(Plan());
        Say(Yes(Open()));

        StartAgain();

        Grant();
        ExpectRecord("run.verified");
    }

    [Fact]
    public void A_run_that_was_cancelled_takes_its_question_back()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        StartApprovals();
        var plan = Begin(Plan());
        var open = Open();

        var answer = Ask<RunProtocol.Answered>(Runs, new RunProtocol.CancelRun(plan.Id, "uid 1000", "wrong host"));

        Assert.Equal((null, RunPhase.Cancelled), (answer.Refusal, answer.State!.Phase));
        Pass(1);
        AwaitCondition(() => Told().Contains(EventTypes.ApprovalRevoked), null, "the question taken back");
        Assert.NotNull(Say(Yes(open)).Refusal);
    }

    private static RunPlan Plan() => Samples.Plan("run-1", [Disrupts]) with { Approval = ApprovalNeed.One };

    private static Approve Yes(Approval open) => new(open.Id, ApprovalRules.CodeOf(open), "", "uid 1000", true);

    private void StartApprovals(IActorRef? runs = null)
    {
        var (shell, memory, journal, told) = (Shell, Memory, EventJournal, runs ?? Runs);
        _approvals = Start(() => new ApprovalsActor(Settings, shell, memory, journal, told));
    }

    private void StartAgain(double after = 0)
    {
        Watch(_approvals);
        Sys.Stop(_approvals);
        ExpectTerminated(_approvals);
        if (after > 0)
            Pass(after);
        StartApprovals();
        SettleStored(_approvals);
        Pass(1);
    }

    private Approval Open()
    {
        Approval? open = null;
        PassUntil(
            () =>
            {
                Settle(EventJournal);
                open = Ask<ApprovalProtocol.Approvals>(_approvals, new GetApprovals()).Items.FirstOrDefault(each => each.IsOpen);
                return open is not null;
            },
            "an open question"
        );
        return open!;
    }

    private Answered Say(ICommand said) => Ask<Answered>(_approvals, said);

    private IReadOnlyList<string> Told() =>
        [.. Folder.OnDisk.Select(record => record.Event).Where(fact => fact.Source == "aios/approvals").Select(fact => fact.Type)];
}
