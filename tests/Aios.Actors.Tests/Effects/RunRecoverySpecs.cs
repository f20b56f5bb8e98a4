using Aios.Actors.Effects;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Effects;

public class RunRecoverySpecs : RunSpecs
{
    [Fact]
    public void A_run_whose_actor_crashes_goes_on_from_the_record_without_repeating_a_step()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", [Samples.Step("one"), Samples.Step("two")]));
        Grant();
        ExpectRequest();
        SettleRun(plan);

        Crash(plan);
        PassUntil(() => Asked(plan, "two"), "the request of its second life");
        Scheduler.Reply(new SchedulingProtocol.SlotGranted(plan.Id, "two", plan.Priority, 0));

        ExpectRecord("run.verified");
        Assert.Equal(2, adapter.Calls);
        Assert.Equal(2, TypesOnDisk(plan).Count(type => type == "run.step-started"));
    }

    [Fact]
    public void A_run_whose_actor_crashes_while_its_step_is_carried_out_waits_for_that_outcome_and_repeats_nothing()
    {
        var held = new TaskCompletionSource<AdapterResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var adapter = new FakeAdapter(_ => held.Task);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1"));
        Grant();
        adapter.ExpectCall();
        Crash(plan);
        for (var i = 0; i < 8; i++)
        {
            Pass(0.5);
            Settle(Runs);
        }
        Assert.Equal(RunPhase.Running, Memory.Current.Find(plan.Id)!.Phase);

        held.SetResult(FakeAdapter.Ok);

        PassUntil(() => Memory.Current.Find(plan.Id)!.IsOver, "the end of the run");
        Assert.Equal((RunPhase.Verified, 1), (Memory.Current.Find(plan.Id)!.Phase, adapter.Calls));
        Assert.DoesNotContain("run.step-unknown", TypesOnDisk(plan));
    }

    [Fact]
    public void A_run_that_crashes_while_it_waits_withdraws_its_request()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1"));
        ExpectRequest();
        SettleRun(plan);

        Crash(plan);

        Assert.Equal(plan.Id, Scheduler.ExpectMsg<SchedulingProtocol.ReleaseSlot>().Run);
        PassUntil(() => Scheduler.HasMessages, "the request of its second life");
        Scheduler.ExpectMsg<SchedulingProtocol.RequestSlot>();
    }

    [Fact]
    public void The_deadline_counts_from_the_plan_however_often_the_run_is_taken_up()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        var plan = Begin(Samples.Plan("run-1", deadlineMs: 10_000));
        ExpectRequest();
        Pass(9);
        Crash(plan);
        PassUntil(() => Asked(plan, "tell"), "the request of its second life", step: 0.1);

        PassUntil(() => Memory.Current.Find(plan.Id)!.IsOver, "the deadline", step: 0.1);

        var run = Memory.Current.Find(plan.Id)!;
        Assert.Equal((RunPhase.Expired, 0), (run.Phase, adapter.Calls));
        Assert.True(run.UpdatedAt - run.PlannedAt >= 10_000);
    }

    [Fact]
    public async Task An_effect_that_may_have_happened_before_the_start_is_not_repeated()
    {
        var plan = await WasInFlight(idempotent: false, outcome: null);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);

        ExpectRecord("run.waiting-for-person");
        Assert.Equal(RunPhase.WaitingForPerson, Memory.Current.Find(plan.Id)!.Phase);
        PassUntil(() => Memory.Current.Find(plan.Id)!.IsOver, "the end of the wait", step: 3_600);

        var run = Memory.Current.Find(plan.Id)!;
        Assert.StartsWith("left as it is: tell; unknown effect: step tell", run.Reason, StringComparison.Ordinal);
        Assert.Equal((RunPhase.Stuck, 0), (run.Phase, adapter.Calls));
        Assert.True(run.UpdatedAt - run.PlannedAt >= 86_400_000);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task What_a_person_says_is_on_record_then_in_the_ledger_and_then_the_run_goes_on(bool happened, int calls)
    {
        var plan = await WasInFlight(idempotent: false, outcome: null);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);
        ExpectRecord("run.waiting-for-person");
        var id = EffectIntent.IdOf(plan.Id, "tell", 1);

        var answer = Ask<EffectProtocol.EffectResolved>(Runs, new EffectProtocol.ResolveEffect(id, happened, "I looked", "uid 7, pid 8"));

        Assert.Null(answer.Refusal);
        Assert.Equal(
            (happened ? EffectResult.Ok : EffectResult.NotHappened, OutcomeSource.Person),
            (answer.Record!.Outcome!.Result, answer.Record.Outcome.Source)
        );
        var said = ExpectRecord(EventTypes.EffectResolved);
        Assert.Equal((happened ? "happened" : "not-happened", "uid 7, pid 8"), (said.Text("as"), said.Text("by")));
        if (!happened)
            Assert.Equal("tell", Grant().Step);
        ExpectRecord("run.verified");
        Assert.Equal(calls, adapter.Calls);
        var again = Ask<EffectProtocol.EffectResolved>(Runs, new EffectProtocol.ResolveEffect(id, true, "", "uid 7, pid 8"));
        Assert.Contains("it is finished", again.Refusal!.Why, StringComparison.Ordinal);
        Assert.Equal(calls, Folder.Ledger.OfRun(plan.Id).Count(line => line.Intent.Attempt == 2));
    }

    [Fact]
    public async Task An_answer_that_the_node_did_not_live_to_store_is_taken_from_the_log()
    {
        var plan = await WasInFlight(idempotent: false, outcome: null);
        var line = Folder.Ledger.OfRun(plan.Id).Single();
        var said = new EffectProtocol.ResolveEffect(line.Intent.Id, true, "I looked", "uid 7, pid 8");
        var written = EffectAnswers.Write(Shell, line.Intent, said, null);

        Assert.Equal(said, EffectAnswers.Read(written));
        Assert.Null(EffectAnswers.Read(written with { Source = "cli" }));
        await EffectAnswers.TakeOver(Folder.Ledger, [said]);

        Assert.Equal("uid 7, pid 8 says that it happened: I looked", Folder.Ledger.Find(line.Intent.Id)!.Outcome!.Detail);
    }

    [Theory]
    [InlineData(0, EffectResult.Ok, 0)]
    [InlineData(1, EffectResult.NotHappened, 1)]
    public async Task A_probe_settles_it_without_a_person(int exitCode, EffectResult settled, int calls)
    {
        var plan = await WasInFlight(idempotent: false, outcome: null, new PlannedProbe(["/bin/look"], 1_000));
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var seen = exitCode == 0 ? EffectResult.Ok : EffectResult.ExitCode;
        using var probe = new FakeAdapter(
            _ => Task.FromResult(new AdapterResult(seen, $"ended with code {exitCode}", exitCode)),
            "process"
        );
        BeginRuns(adapter, probe: probe);

        if (calls > 0)
            Grant();
        ExpectRecord("run.verified");

        var first = Folder.Ledger.OfRun(plan.Id)[0];
        Assert.Equal((settled, OutcomeSource.Probe), (first.Outcome!.Result, first.Outcome.Source));
        Assert.Equal((1, calls), (probe.Calls, adapter.Calls));
    }

    [Fact]
    public async Task A_probe_that_fails_leaves_it_to_a_person()
    {
        await WasInFlight(idempotent: false, outcome: null, new PlannedProbe(["/bin/look"], 1_000));
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        using var asProcess = new FakeAdapter(_ => Task.FromResult(new AdapterResult(EffectResult.NotFound, "no such program")), "process");
        BeginRuns(adapter, probe: asProcess);

        Assert.Equal("the probe cannot tell: no such program", ExpectRecord("run.step-in-doubt").Text("detail"));
        ExpectRecord("run.waiting-for-person");
        Assert.Equal(0, adapter.Calls);
    }

    [Fact]
    public async Task An_effect_that_may_be_repeated_is_repeated_once()
    {
        var plan = await WasInFlight(idempotent: true, outcome: null);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);

        ExpectRecord("run.verified");
        Assert.Equal(1, adapter.Calls);
        var effect = Assert.Single(Folder.Ledger.OfRun(plan.Id));
        Assert.Equal((1, EffectResult.Ok), (effect.Intent.Attempt, effect.Outcome!.Result));
    }

    [Fact]
    public async Task An_outcome_in_the_ledger_is_taken_over_into_the_record()
    {
        await WasInFlight(
            idempotent: false,
            new EffectOutcome(EffectIntent.IdOf(new RunId("run-1"), "tell", 1), EffectResult.Ok, "done", null, "", 3)
        );
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);

        Assert.Equal("done", ExpectRecord("run.step-succeeded").Text("detail"));
        ExpectRecord("run.verified");
        Assert.Equal(0, adapter.Calls);
    }

    [Fact]
    public void A_start_that_never_came_to_its_intent_happens_now()
    {
        var plan = Samples.Plan("run-1");
        WasRecorded(plan, new Planned(plan, Shell.Now.Wall), new StepStarted("tell", 1, Shell.Now.Wall));
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);

        ExpectRecord("run.verified");
        Assert.Equal(1, adapter.Calls);
    }

    [Fact]
    public void Every_run_that_is_not_over_is_taken_up_at_the_start()
    {
        var over = Samples.Plan("over", eventSeq: 1);
        WasRecorded(over, new Planned(over, Shell.Now.Wall), new Ended(RunPhase.Cancelled, "by hand", Shell.Now.Wall));
        foreach (var id in (string[])["a", "b"])
            WasRecorded(Samples.Plan(id), new Planned(Samples.Plan(id), Shell.Now.Wall));
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginRuns(adapter);

        Assert.Equal(["a", "b"], new[] { Grant(), Grant() }.Select(request => request.Run.Value).Order());
        ExpectRecord("run.verified");
        ExpectRecord("run.verified");
        Assert.Equal(3, Memory.Current.AllRuns.Count());
        Assert.Equal(RunPhase.Cancelled, Memory.Current.Find(over.Id)!.Phase);
    }

    private async Task<RunPlan> WasInFlight(bool idempotent, EffectOutcome? outcome, PlannedProbe? probe = null)
    {
        var step = Samples.Step("tell", idempotent: idempotent) with { Probe = probe };
        var plan = Samples.Plan("run-1", [step]);
        WasRecorded(plan, new Planned(plan, Shell.Now.Wall), new StepStarted("tell", 1, Shell.Now.Wall));
        var id = EffectIntent.IdOf(plan.Id, "tell", 1);
        var timeout = TimeSpan.FromMilliseconds(step.TimeoutMs);
        await Folder.Ledger.RecordIntent(
            new EffectIntent(id, plan.Id, "tell", 1, step.Risk, step.Action, timeout, idempotent, plan.TraceId)
        );
        if (outcome is not null)
            await Folder.Ledger.RecordOutcome(outcome);
        await Folder.Ledger.MarkUnknown();
        return plan;
    }
}
