using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Wire;

public class RunCodecSpecs : ActorSpecs
{
    private static readonly RunPlan Full = Samples.Plan(
        "full",
        [
            Samples.Step("run", new EffectAction.RunProcess(["/bin/rm", "a b", "ü\"\\"]), undo: new EffectAction.RunProcess(["/bin/true"])),
            Samples.Step(
                "end",
                new EffectAction.SendSignal(4711, 8_934_712, "TERM") { Own = new OwnProcess(4711, 8_934_712) },
                idempotent: true,
                needsNoUndo: false
            ),
            Samples.Step("tell", new EffectAction.Notify(Severity.Critical, "look at <it> & 日本")) with
            {
                Probe = new PlannedProbe(["/bin/test", "-e", "a b"], 10_000),
            },
        ],
        new Gate(GateKind.Expectation, "disk", "/", 1_000, 60_000, "sensor.disk.used < 80"),
        RetrySettings.Default,
        [new Rung(RungKind.Steps, [Samples.Step("again")]), Rung.Rollback, new Rung(RungKind.Escalate, [Samples.Step("call")])],
        priority: Priority.P2
    );

    private static readonly RunPlan Outside = Samples.Plan(
        "outside",
        [
            Samples.Step("ask", new EffectAction.SendRequest("http://x/", "POST", [new("A", "", "env:B")], "{}", [204])),
            Samples.Step(
                "edit",
                new EffectAction.ChangeFile("/etc/x", FileChange.Append, "a\n", null, "0644", "outside/edit"),
                undo: new EffectAction.Restore("outside/edit")
            ),
            Samples.Step("clean", new EffectAction.CleanFolder("/var/log/x", "*.1", 5, 2, "outside/clean")),
            Samples.Step("keep", new EffectAction.KeepFiles(["/etc/*.conf"], "outside/keep")),
            Samples.Step("tell", new EffectAction.ControlService("web", ServiceChange.Reload, "outside/tell")),
            Samples.Step("set", new EffectAction.SetSetting("aios.log.level", "debug", "outside/set")),
            Samples.Step("mail", new EffectAction.Notify(Severity.Info, "x") { Channel = "smtp" }),
        ]
    );

    private static readonly RunPlan Bare = Samples.Plan("bare") with { TraceId = null, EventPayload = null };

    private static IEnumerable<IEvent> AllFacts =>
        [
            new Planned(Full, 1),
            new Planned(Bare, 2),
            new StepStarted("run", 1, 3),
            new StepSucceeded("run", 1, "ended with code 0", 250, 4),
            new StepFailed("run", 2, EffectResult.ExitCode, "ended with code 1", 12, 5),
            .. Enum.GetValues<EffectResult>().Select(result => new StepFailed("run", 3, result, "why", 0, 6)),
            new StepUnknown("run", 3, 6),
            new StepInDoubt("run", 3, "the probe cannot tell", 6),
            new PersonAsked("run", 3, 86_400_000, 6),
            new WaitingToRetry("run", 2, 2_000, 7),
            new Held(1_500, "the node was down", 8),
            new GateAsked(1, 8),
            new Failed("verification 1: no", 9),
            .. Enum.GetValues<RungKind>().Select((kind, rung) => new RungTaken(rung, kind, 10)),
            new Compensating(["run"], ["end"], 11),
            new ApprovalAsked(1, ApprovalNeed.Two, null, "00ff", "what would be done", 3_600_000, 11),
            new ApprovalAsked(2, ApprovalNeed.One, "ask", "00ff", "really?", 3_600_000, 11),
            new ApprovalGiven(1, "full.1", "uid 1000, uid 1001", 11),
            new Stopping(RunPhase.Denied, "uid 1000", "not now", 11),
            new RollbackFailed("the undo of run", ["run", "end"], 11),
            new RollbackRetried("uid 1000", "the disk is back", ["undo-run"], 1, 11),
            .. Enum.GetValues<RunPhase>().Where(phase => phase.IsTerminal()).Select(phase => new Ended(phase, "because", 12)),
        ];

    [Fact]
    public void Every_fact_comes_back_as_it_was_written()
    {
        foreach (var fact in AllFacts)
        {
            var written = Write(fact);
            var read = RunCodec.Read(written);

            Assert.Null(EventRules.Check(written));
            Assert.Equal((new RunId("full"), fact.GetType()), (read!.Value.Run, read.Value.Fact.GetType()));
            Assert.Equal(written.Payload!.Value.GetRawText(), Write(read.Value.Fact).Payload!.Value.GetRawText());
        }
    }

    [Fact]
    public void A_plan_comes_back_with_every_action_and_value()
    {
        var plan = ((Planned)RunCodec.Read(Write(new Planned(Full, 1)))!.Value.Fact).Plan;

        Assert.Equal(Full.Steps[1], plan.Steps[1]);
        Assert.Equivalent(Full.Steps[2], plan.Steps[2], strict: true);
        Assert.Equal(["/bin/rm", "a b", "ü\"\\"], Assert.IsType<EffectAction.RunProcess>(plan.Steps[0].Action).Arguments);
        Assert.Equal(["/bin/true"], Assert.IsType<EffectAction.RunProcess>(plan.Steps[0].Undo).Arguments);
        Assert.Equal((Full.Gate, Full.Target, Full.Priority), (plan.Gate, plan.Target, plan.Priority));
        Assert.Equal(Full.Retry.On, plan.Retry.On);
        Assert.Equal([RungKind.Steps, RungKind.Rollback, RungKind.Escalate], plan.Ladder.Select(rung => rung.Kind));
        Assert.Equal("/tmp", plan.EventPayload!.Value.GetProperty("path").GetString());
    }

    [Fact]
    public void Every_kind_of_action_comes_back()
    {
        var plan = ((Planned)RunCodec.Read(Write(new Planned(Outside, 1), Outside))!.Value.Fact).Plan;

        Assert.Equivalent(Outside.Steps, plan.Steps, strict: true);
        Assert.Equal(Outside.Steps.Select(step => step.Action.Kind), plan.Steps.Select(step => step.Action.Kind));
    }

    [Fact]
    public void A_plan_of_the_first_version_tells_people_on_the_console()
    {
        var payload = Write(new Planned(Full, 1)).Payload!.Value.GetRawText().Replace(",\"channel\":null", "", StringComparison.Ordinal);
        Assert.DoesNotContain("channel", payload);

        var read = RunCodec.Read(Write(new Planned(Full, 1)) with { Payload = JsonElement.Parse(payload) });

        Assert.Null(Assert.IsType<EffectAction.Notify>(((Planned)read!.Value.Fact).Plan.Steps[2].Action).Channel);
    }

    [Fact]
    public void What_an_undo_says_of_itself_comes_back_and_plans_of_older_versions_say_nothing()
    {
        var terms = new UndoTerms(Risk.Disruptive, 7_000, true, new PlannedProbe(["/bin/look"], 500));
        var plan = Bare with { Steps = [Bare.Steps[0] with { UndoTerms = terms }], Retry = Bare.Retry with { Jitter = 0.25 } };
        var written = Write(new Planned(plan, 1), plan);

        var read = ((Planned)RunCodec.Read(written)!.Value.Fact).Plan;
        Assert.Equivalent(terms, read.Steps[0].UndoTerms, strict: true);
        Assert.Equal(0.25, read.Retry.Jitter);

        var text = written.Payload!.Value.GetRawText();
        var terse = Regex.Replace(Regex.Replace(text, "\"undo_terms\":\\{.*?\\}\\},?", ""), ",\"jitter\":0.25", "");
        Assert.DoesNotContain("undo_terms", terse, StringComparison.Ordinal);
        Assert.DoesNotContain("jitter", terse, StringComparison.Ordinal);
        var old = ((Planned)RunCodec.Read(written with { Payload = JsonElement.Parse(terse.Replace(",}", "}")) })!.Value.Fact).Plan;
        Assert.Equal((null, 0.0), (old.Steps[0].UndoTerms, old.Retry.Jitter));
    }

    [Fact]
    public void What_a_plan_does_not_have_is_absent_again()
    {
        var plan = ((Planned)RunCodec.Read(Write(new Planned(Bare, 1), Bare))!.Value.Fact).Plan;

        Assert.Null(plan.TraceId);
        Assert.Null(plan.EventPayload);
        Assert.Null(plan.Steps[0].Undo);
    }

    [Fact]
    public void Facts_carry_the_trace_of_their_incident_and_how_bad_they_are()
    {
        var stuck = Write(new Ended(RunPhase.Stuck, "why", 1));
        var verified = Write(new Ended(RunPhase.Verified, "why", 1));

        Assert.Equal((Samples.Trace, "event-1", "aios/run"), (stuck.TraceId, stuck.CauseId, stuck.Source));
        Assert.Equal(("run.stuck", Severity.Error), (stuck.Type, stuck.Severity));
        Assert.Equal(("run.verified", Severity.Info), (verified.Type, verified.Severity));
        Assert.Equal("run.rolled-back", Write(new Ended(RunPhase.RolledBack, "why", 1)).Type);
        Assert.True(RunCodec.IsEnd(stuck) && !RunCodec.IsEnd(Write(new GateAsked(1, 1))));
        Assert.False(RunCodec.IsEnd(stuck with { Source = "cli" }));
    }

    [Fact]
    public void Members_and_types_of_a_later_version_are_passed_over()
    {
        var written = Write(new StepStarted("run", 1, 3));
        var later = Changed(written, payload => payload["speed"] = 9);

        Assert.Equal(new StepStarted("run", 1, 3), RunCodec.Read(later)!.Value.Fact);
        Assert.Null(RunCodec.Read(written with { Type = "run.teleported" }));
        Assert.Null(RunCodec.Read(Changed(Write(new Planned(Full, 1)), Teleports)));

        static void Teleports(JsonObject payload) => payload["plan"]!["steps"]![0]!["action"]!["kind"] = "teleport";
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    [InlineData("plan/id")]
    [InlineData("plan/steps")]
    [InlineData("plan/steps/0/id")]
    [InlineData("plan/steps/0/action")]
    [InlineData("plan/steps/0/action/kind")]
    [InlineData("plan/retry")]
    [InlineData("plan/gate")]
    [InlineData("plan/ladder")]
    [InlineData("plan/ladder/0/steps")]
    public void A_plan_that_lacks_something_is_no_plan(string path)
    {
        var names = path.Split('/');
        var gone = Changed(Write(new Planned(Full, 1)), payload => ((JsonObject)Parent(payload, names)).Remove(names[^1]));
        var wrong = Changed(Write(new Planned(Full, 1)), payload => Parent(payload, names)[names[^1]] = true);
        var empty = Changed(Write(new Planned(Full, 1)), payload => Parent(payload, names)[names[^1]] = null);

        Assert.Null(RunCodec.Read(gone));
        Assert.Null(RunCodec.Read(wrong));
        Assert.Null(RunCodec.Read(empty));
    }

    [Fact]
    public void What_is_not_an_object_is_no_fact()
    {
        var written = Write(new GateAsked(1, 1));

        Assert.Null(RunCodec.Read(written with { Payload = null }));
        Assert.Null(RunCodec.Read(written with { Payload = JsonElement.Parse("[]") }));
        Assert.Null(RunCodec.Read(written with { Payload = JsonElement.Parse("{}") }));
    }

    private static Event Changed(Event written, Action<JsonObject> change)
    {
        var payload = JsonNode.Parse(written.Payload!.Value.GetRawText())!.AsObject();
        change(payload);
        return written with { Payload = JsonElement.Parse(payload.ToJsonString()) };
    }

    private static JsonNode Parent(JsonNode root, IEnumerable<string> names) =>
        names.SkipLast(1).Aggregate(root, (node, name) => int.TryParse(name, out var index) ? node[index]! : node[name]!);

    private Event Write(IEvent fact, RunPlan? plan = null) => Samples.Written(Shell, plan ?? Full, fact);
}
