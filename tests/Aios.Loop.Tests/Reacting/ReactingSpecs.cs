using Aios.Loop.Conditions;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Loop.Tests.Reacting;

public sealed class ReactingSpecs
{
    private ReactingState _state = ReactingState.Empty;

    [Fact]
    public void Rests_that_are_over_are_forgotten_and_those_in_force_are_kept()
    {
        var state = ReactingState.Empty;
        for (var number = 1; number <= 2_000; number++)
            state = state.Apply(
                new Matched(
                    Facts.Plan(Facts.Planned("mend")) with
                    {
                        Id = new RunId($"run-{number}"),
                        EventSeq = number,
                        Group = $"job-{number}",
                        CooldownMs = number % 100 == 0 ? 1_000_000 : 10,
                    },
                    null,
                    Facts.At(number * 1_000L).Wall
                )
            );

        Assert.InRange(state.CoolUntil.Count, 10, 300);
        Assert.All(
            Enumerable.Range(11, 10),
            each => Assert.True(state.CoolUntil.ContainsKey((new PlaybookId("fix-it"), $"job-{each * 100}")))
        );
    }

    [Fact]
    public void The_playbook_that_fits_is_planned_with_the_events_values_in_place()
    {
        var playbook = Facts.Playbook() with
        {
            Steps =
            [
                Facts.Step("renice") with
                {
                    Action = new ActionTemplate.Process([
                        new Argument.Literal("/usr/bin/renice"),
                        new Argument.FromEvent("payload.pid", ArgumentKind.Int),
                    ]),
                },
            ],
        };
        var plan = Planned([playbook], Facts.Event(7, payload: """{"pid":4711,"sensor":"process_use","target":"4711"}"""));
        Assert.Equal(["/usr/bin/renice", "4711"], ((EffectAction.RunProcess)plan.Steps[0].Action).Arguments);
        Assert.Equal("process_use/4711", plan.Target);
    }

    [Theory]
    [InlineData("resource.process_cpu_high", "sensor/process_use", "process_use")]
    [InlineData("resource.process_cpu_high", "cli", null)]
    [InlineData("app.broken", "sensor/process_use", null)]
    [InlineData("resource.threshold_candidate", "sensor/process_use", null)]
    public void Only_the_alert_of_a_sensor_is_verified_by_that_sensor(string type, string source, string? sensor)
    {
        var cause = Facts.Event(7, type, payload: """{"sensor":"process_use","target":"4711"}""", source: source);
        var gate = Planned([Facts.Playbook(type: type)], cause).Gate;
        Assert.Equal((sensor, sensor is null ? null : "4711"), (gate.Sensor, gate.SensorTarget));
    }

    [Fact]
    public void What_may_reach_own_processes_only_names_the_process_in_each_step_and_way_back()
    {
        var renice = new ActionTemplate.Process([
            new Argument.Literal("/usr/bin/renice"),
            new Argument.FromEvent("payload.pid", ArgumentKind.Int),
        ]);
        var playbook = Facts.Playbook() with
        {
            OwnOnly = true,
            Steps =
            [
                Facts.Step("renice") with
                {
                    Action = renice,
                    Undo = new UndoTemplate(renice, null, null, false),
                    NeedsNoUndo = false,
                },
                Facts.Step("plain"),
            ],
            Otherwise = [new RungTemplate(RungKind.Steps, [Facts.Step("stop") with { Action = Signal() }])],
        };
        var plan = Planned([playbook], Facts.Event(7, payload: """{"pid":4711,"start_time":5}"""));
        var own = new OwnProcess(4711, 5);
        Assert.Equal((own, own, null), (plan.Steps[0].Action.Own, plan.Steps[0].Undo!.Own, plan.Steps[1].Action.Own));
        Assert.Equal(own, plan.Ladder[0].Steps[0].Action.Own);
        Assert.Contains("the event has no payload.start_time", Against(playbook, """{"pid":4711}"""), StringComparison.Ordinal);
        Assert.Null(
            Planned([playbook with { OwnOnly = false }], Facts.Event(7, payload: """{"pid":4711,"start_time":5}""")).Steps[0].Action.Own
        );
    }

    [Fact]
    public void The_same_event_and_playbook_always_give_the_same_run()
    {
        var first = Planned([Facts.Playbook()], Facts.Event(7));
        Assert.Equal(first.Id, Planned([Facts.Playbook()], Facts.Event(7)).Id);
        Assert.NotEqual(first.Id, Planned([Facts.Playbook()], Facts.Event(8)).Id);
    }

    [Fact]
    public void A_redelivered_event_makes_no_second_run()
    {
        Apply([Facts.Playbook()], Facts.Event(7));
        Assert.Contains("planned for this event already", Skipped([Facts.Playbook()], Facts.Event(7)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app.recovered", "{}")]
    [InlineData("app.broken", """{"status":"resolved"}""")]
    [InlineData("alertmanager.resolved", "{}")]
    public void An_event_that_says_that_something_is_over_never_starts_a_run(string type, string payload) =>
        Assert.Equal("it says that something is over", Skipped([Facts.Playbook(type: "app.*")], Facts.Event(1, type, payload: payload)));

    [Fact]
    public void A_condition_that_is_not_true_keeps_its_playbook_out_and_the_record_says_why()
    {
        var playbook = Facts.Playbook() with { Trigger = new Trigger("app.broken", Parse("payload.mount == '/'"), []) };
        var record = Decide([playbook], Facts.Event(1, payload: """{"mount":"/home"}""")).Record!;
        Assert.Null(record.Chosen);
        Assert.Contains("/home", Assert.Single(record.Options).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_value_is_a_reason_against_never_a_guess()
    {
        var playbook = Facts.Playbook() with { Steps = [Facts.Step("kill") with { Action = Signal() }], OwnOnly = true };
        Assert.Contains("the event has no payload.pid", Against(playbook, """{"start_time":5}"""), StringComparison.Ordinal);
        Assert.Contains("not a whole number", Against(playbook, """{"pid":"12; rm","start_time":5}"""), StringComparison.Ordinal);
        Assert.Contains("from 1 to", Against(playbook, """{"pid":-1,"start_time":5}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"-rf\"")]
    [InlineData("\"a\\u0000b\"")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_value_that_could_be_an_option_or_is_no_single_value_is_refused(string json)
    {
        var playbook = Facts.Playbook() with
        {
            Steps =
            [
                Facts.Step("rm") with
                {
                    Action = new ActionTemplate.Process([
                        new Argument.Literal("/bin/rm"),
                        new Argument.FromEvent("payload.x", ArgumentKind.String),
                    ]),
                },
            ],
        };
        Assert.Null(Decide([playbook], Facts.Event(1, payload: $$"""{"x":{{json}}}""")).Record!.Chosen);
    }

    [Fact]
    public void The_same_id_from_two_sources_makes_two_runs()
    {
        var (fact, playbook) = (Facts.Event(1).Event, Facts.Playbook().Id);

        Assert.Equal(PlanRules.IdOf(fact, playbook), PlanRules.IdOf(fact with { Severity = Severity.Critical }, playbook));
        Assert.NotEqual(PlanRules.IdOf(fact, playbook), PlanRules.IdOf(fact with { Source = "app/other" }, playbook));
    }

    [Fact]
    public void A_target_that_is_being_acted_on_is_left_to_its_run()
    {
        var playbook = Facts.Playbook();
        var first = Facts.Event(1, payload: """{"sensor":"cpu","target":"machine"}""");
        Apply([playbook], first);
        Assert.Contains(
            "is acting on the same target",
            Against(playbook, """{"sensor":"cpu","target":"machine"}"""),
            StringComparison.Ordinal
        );
        _state = _state.Apply(new RunClosed(PlanRules.IdOf(first.Event, playbook.Id), playbook.Id, RunPhase.Verified));
        Assert.NotNull(Decide([playbook], Facts.Event(3, payload: """{"sensor":"cpu","target":"machine"}""")).Record!.Chosen);
    }

    [Theory]
    [InlineData(RunPhase.Verified, true)]
    [InlineData(RunPhase.Stuck, false)]
    [InlineData(RunPhase.RolledBack, false)]
    [InlineData(RunPhase.Expired, false)]
    [InlineData(RunPhase.Cancelled, true)]
    [InlineData(RunPhase.Cancelled, false, "aios/scheduler")]
    public void Only_a_verified_run_and_one_that_people_ended_use_up_the_cooldown(RunPhase end, bool rests, string by = "uid 1000")
    {
        var playbook = Facts.Playbook() with { Cooldown = TimeSpan.FromHours(1) };
        var first = Facts.Event(1);
        Apply([playbook], first);
        _state = _state.Apply(new RunClosed(PlanRules.IdOf(first.Event, playbook.Id), playbook.Id, end, Over(end, by).IsShed));
        Assert.Equal(rests, Decide([playbook], Facts.Event(2)).Record!.Chosen is null);
    }

    private static RunState Over(RunPhase end, string by) =>
        RunState
            .Start(new RunProtocol.Planned(Facts.Plan(), 1))
            .Apply(new RunProtocol.Stopping(RunPhase.Cancelled, by, "because", 2))
            .Apply(new RunProtocol.Ended(end, "because", 3));

    [Fact]
    public void A_cooldown_counts_per_group()
    {
        var playbook = Facts.Playbook() with
        {
            Cooldown = TimeSpan.FromHours(1),
            Trigger = new Trigger("app.broken", null, ["payload.host"]),
        };
        Apply([playbook], Facts.Event(1, payload: """{"host":"a"}"""));
        Assert.Null(Decide([playbook], Facts.Event(2, payload: """{"host":"a"}""")).Record!.Chosen);
        Assert.NotNull(Decide([playbook], Facts.Event(3, payload: """{"host":"b"}""")).Record!.Chosen);
    }

    [Fact]
    public void Confidence_ranks_first_then_the_more_specific_trigger_then_the_newer_version()
    {
        var prefix = Facts.Playbook("prefix", "app.*");
        var exact = Facts.Playbook("exact");
        var newer = exact with { Id = new PlaybookId("newer"), Version = 2 };
        var surer = prefix with { Id = new PlaybookId("surer"), Confidence = 0.9 };
        Assert.Equal("exact", Decide([prefix, exact], Facts.Event(1)).Record!.Chosen);
        Assert.Equal("newer", Decide([exact, newer], Facts.Event(1)).Record!.Chosen);
        var record = Decide([prefix, exact, newer, surer], Facts.Event(1)).Record!;
        Assert.Equal("surer", record.Chosen);
        Assert.Equal(4, record.Options.Count);
    }

    private static ActionTemplate.Signal Signal() =>
        new(
            "TERM",
            new Argument.FromEvent("payload.pid", ArgumentKind.Int),
            new Argument.FromEvent("payload.start_time", ArgumentKind.Int)
        );

    private static Condition Parse(string text) => Condition.Parse(text, ConditionEnvironment.Events).Condition!;

    private Decision<IEvent> Decide(Playbook[] playbooks, RecordedEvent recorded) =>
        ReactingRules.React(_state, new Catalog(playbooks), recorded, Facts.At(0));

    private void Apply(Playbook[] playbooks, RecordedEvent recorded) =>
        _state = Decide(playbooks, recorded).Events.Aggregate(_state, (current, fact) => current.Apply(fact));

    private RunPlan Planned(Playbook[] playbooks, RecordedEvent recorded) =>
        ((Matched)Assert.Single(Decide(playbooks, recorded).Events)).Plan;

    private string Skipped(Playbook[] playbooks, RecordedEvent recorded) =>
        ((Skipped)Assert.Single(Decide(playbooks, recorded).Events)).Reason;

    private string Against(Playbook playbook, string payload) =>
        Assert.Single(Decide([playbook], Facts.Event(99, payload: payload)).Record!.Options).Reason;
}
