using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Tests.Playbooks;

public sealed class PlaybookReaderSpecs
{
    [Fact]
    public void Every_member_is_read()
    {
        var playbook = Sample.Read(
            """
            playbook {
              id = full, version = 3, title = "All of it", enabled = false
              on { type = "resource.*", when = "payload.value > 1", group-by = [payload.target, type] }
              targets = own-children, confidence = 0.75, risk = disruptive, approval = auto
              cooldown = 2m, timeout = 4s, deadline = 5m
              retry { retries = 2, min = 1s, factor = 3, max = 9s, on = [timeout, exit-code, not-found, error] }
              steps = [
                { id = one, process = [/bin/a, -x, 5, { from = payload.pid, as = int }, { from = source }], timeout = 7s, idempotent = true, risk = read,
                  undo { process = [/bin/b] } }
                { id = two, signal = HUP, pid = { from = payload.parent, as = int }, start-time = { from = payload.begun, as = int }, undo = none }
                { id = three, notify = "hello" }
              ]
              verify { after = 1s, within = 30s, expect = "sensor.cpu.percent < 50" }
              otherwise = [ [ { id = four, notify = [a, { from = type }] } ], rollback, escalate ]
            }
            """
        );

        Assert.Equal(new PlaybookId("full"), playbook.Id);
        Assert.Equal((3, "All of it", false), (playbook.Version, playbook.Title, playbook.Enabled));
        Assert.Equal(("resource.*", "payload.value > 1"), (playbook.Trigger.Type, playbook.Trigger.When?.Text));
        Assert.Equal(["payload.target", "type"], playbook.Trigger.GroupBy);
        Assert.Equal((true, 0.75, Risk.Disruptive), (playbook.OwnOnly, playbook.Confidence, playbook.Risk));
        Assert.Equal(TimeSpan.FromMinutes(2), playbook.Cooldown);
        Assert.Equal(TimeSpan.FromSeconds(4), playbook.Timeout);
        Assert.Equal(TimeSpan.FromMinutes(5), playbook.Deadline);
        Assert.Equal((2, 1000, 3.0, 9000), (playbook.Retry.Retries, playbook.Retry.MinMs, playbook.Retry.Factor, playbook.Retry.MaxMs));
        Assert.Equal([EffectResult.Timeout, EffectResult.ExitCode, EffectResult.NotFound, EffectResult.Error], playbook.Retry.On);
        Assert.Equal(
            new GateTemplate(GateKind.Expectation, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), "sensor.cpu.percent < 50"),
            playbook.Verify
        );
        Assert.Equal([RungKind.Steps, RungKind.Rollback, RungKind.Escalate], playbook.Otherwise.Select(rung => rung.Kind));
        Assert.Equal(new Origin("p.conf", 2, 3), playbook.Origin);
    }

    [Fact]
    public void A_probe_is_a_program_with_its_own_time()
    {
        const string Step = "{ id = run, process = [/bin/true, { from = payload.target }] }";
        static string Probed(string probe) => Sample.With(Step, Step[..^1] + $", probe = {probe} }}");

        var probe = Sample.Read(Probed("{ process = [/bin/look, { from = payload.target }] }")).Steps[0].Probe!;

        Assert.Equal((2, TimeSpan.FromSeconds(10)), (probe.Action.Arguments.Count, probe.Timeout));
        Assert.Equal(TimeSpan.FromSeconds(3), Sample.Read(Probed("{ process = [/bin/look], timeout = 3s }")).Steps[0].Probe!.Timeout);
        Assert.Contains("probe.process is missing; it must be a program that only looks", Assert.Single(Sample.FaultsOf(Probed("{ }"))));
        Assert.Contains(
            "probe.timeout (5m) must be between",
            Assert.Single(Sample.FaultsOf(Probed("{ process = [/bin/l], timeout = 5m }")))
        );
        Assert.Contains("begins with the program's absolute path", Assert.Single(Sample.FaultsOf(Probed("{ process = [look] }"))));
        Assert.Contains("expect is not known", Assert.Single(Sample.FaultsOf(Probed("{ process = [/bin/l], expect = 0 }"))));
    }

    [Fact]
    public void Steps_keep_their_actions_and_places()
    {
        var steps = Sample
            .Read(
                Sample.With(
                    "{ id = run, process = [/bin/true, { from = payload.target }] }",
                    """
                    { id = one, process = [/bin/a, 5, { from = payload.pid, as = int }], idempotent = true, timeout = 7s, undo { process = [/bin/b] } }
                    { id = two, signal = TERM, pid = { from = payload.pid, as = int }, risk = reversible, undo = none }
                    { id = three, notify = [low on, { from = payload.target }] }
                    """
                )
            )
            .Steps;

        var process = Assert.IsType<ActionTemplate.Process>(steps[0].Action);
        Assert.Equal(
            [new Argument.Literal("/bin/a"), new Argument.Literal("5"), new Argument.FromEvent("payload.pid", ArgumentKind.Int)],
            process.Arguments
        );
        Assert.Equal((true, TimeSpan.FromSeconds(7), false), (steps[0].Idempotent, steps[0].Timeout, steps[0].NeedsNoUndo));
        var undo = steps[0].Undo!;
        Assert.Equal([new Argument.Literal("/bin/b")], Assert.IsType<ActionTemplate.Process>(undo.Action).Arguments);
        Assert.Equal((null, null, false, null), (undo.Risk, undo.Timeout, undo.Idempotent, undo.Probe));
        Assert.Equal(
            new ActionTemplate.Signal(
                "TERM",
                new Argument.FromEvent("payload.pid", ArgumentKind.Int),
                new Argument.FromEvent("payload.start_time", ArgumentKind.Int)
            ),
            steps[1].Action
        );
        Assert.Equal((Risk.Reversible, null, true), (steps[1].Risk, steps[1].Undo, steps[1].NeedsNoUndo));
        Assert.Equal(
            [new Argument.Literal("low on"), new Argument.FromEvent("payload.target", ArgumentKind.String)],
            Assert.IsType<ActionTemplate.Notify>(steps[2].Action).Parts
        );
    }

    [Fact]
    public void What_is_not_written_has_its_default()
    {
        var playbook = Sample.Read("playbook { id = least, on { type = a.b }, steps = [{ id = tell, notify = hello }], verify = none }");

        Assert.Equal(
            (1, "least", true, false, 0.5),
            (playbook.Version, playbook.Title, playbook.Enabled, playbook.OwnOnly, playbook.Confidence)
        );
        Assert.Equal((Risk.Read, TimeSpan.FromMinutes(60), TimeSpan.FromSeconds(30)), (playbook.Risk, playbook.Cooldown, playbook.Timeout));
        Assert.Null(playbook.Deadline);
        Assert.Null(playbook.Trigger.When);
        Assert.Same(RetrySettings.Default.On, playbook.Retry.On);
        Assert.Equal(GateKind.None, playbook.Verify.Kind);
        Assert.Empty(playbook.Otherwise);
    }

    [Fact]
    public void Without_otherwise_a_run_with_a_gate_is_rolled_back_and_a_person_told()
    {
        var playbook = Sample.Read(Sample.With("otherwise = [rollback, escalate]", ""));

        Assert.Equal([RungKind.Rollback, RungKind.Escalate], playbook.Otherwise.Select(rung => rung.Kind));
    }

    [Fact]
    public void To_escalate_is_a_step_that_tells_people()
    {
        var step = Assert.Single(Sample.Read(Sample.Good).Otherwise[^1].Steps);

        Assert.Equal(("escalate", Risk.Read, true), (step.Id, step.Risk, step.Idempotent));
        Assert.Equal(
            [new Argument.Literal("Tidy up"), new Argument.FromEvent("type", ArgumentKind.String), new Argument.Literal("needs a person")],
            Assert.IsType<ActionTemplate.Notify>(step.Action).Parts
        );
    }

    [Fact]
    public void Json_is_read_as_it_is()
    {
        var playbook = Sample.Read(
            """{"playbook":{"id":"j","on":{"type":"a.b"},"steps":[{"id":"s","notify":["x",{"from":"payload.n","as":"int"}]}],"verify":"none"}}"""
        );

        Assert.Equal("j", playbook.Id.Value);
    }

    [Fact]
    public void Substitutions_are_resolved_when_it_is_loaded()
    {
        Assert.Equal("about tidy", Sample.Read(Sample.With("\"Tidy up\"", "\"about \"${playbook.id}")).Title);
    }
}
