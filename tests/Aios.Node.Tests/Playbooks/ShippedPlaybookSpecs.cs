using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks;
using Aios.Node.Settings;

namespace Aios.Node.Tests.Playbooks;

public sealed class ShippedPlaybookSpecs
{
    private static readonly Catalog Shipped = new(ModuleFiles.Playbooks.Select(Read));

    private static readonly (string, object?)[] Process =
    [
        ("sensor", "process-cpu"),
        ("target", "4711"),
        ("pid", 4711),
        ("start_time", 123456L),
        ("name", "spin"),
        ("value", 99.5),
        ("threshold", 90),
    ];

    [Fact]
    public void Each_file_has_the_name_of_its_playbook()
    {
        Assert.Equal(
            ModuleFiles.Playbooks,
            Shipped.Playbooks.Select(playbook => $"hocon/playbooks/{playbook.Id}.conf").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_runaway_process_of_our_own_is_calmed_and_then_ended()
    {
        var plan = PlanFor(EventTypes.ProcessCpuHigh, Severity.Warn, [.. Process, ("own", true)]);

        Assert.Equal("runaway-process", plan.Playbook.Value);
        Assert.True(plan.OwnOnly);
        var renice = Assert.Single(plan.Steps);
        Assert.Equal(["/usr/bin/renice", "-n", "10", "-p", "4711"], Assert.IsType<EffectAction.RunProcess>(renice.Action).Arguments);
        Assert.Equal((true, true, 5000), (renice.Idempotent, renice.NeedsNoUndo, renice.TimeoutMs));
        Assert.Equal(new Gate(GateKind.SensorRecovered, "process-cpu", "4711", 0, 15_000, null), plan.Gate);
        Assert.Equal([RungKind.Steps, RungKind.Escalate], plan.Ladder.Select(rung => rung.Kind));
        Assert.Equal(new EffectAction.SendSignal(4711, 123456, "TERM"), Assert.Single(plan.Ladder[0].Steps).Action);
        Assert.Equal(
            new EffectAction.Notify(
                Severity.Warn,
                "Calm a runaway process of our own, end it if that does not help resource.process_cpu_high needs a person"
            ),
            Assert.Single(plan.Ladder[1].Steps).Action
        );
    }

    [Fact]
    public void A_runaway_process_of_somebody_else_is_never_ended()
    {
        var plan = PlanFor(EventTypes.ProcessCpuHigh, Severity.Warn, [.. Process, ("own", false)]);

        Assert.Equal("runaway-watched-process", plan.Playbook.Value);
        Assert.Equal([RungKind.Rollback, RungKind.Escalate], plan.Ladder.Select(rung => rung.Kind));
        Assert.DoesNotContain(
            plan.Steps.Concat(plan.Ladder.SelectMany(rung => rung.Steps)),
            step => step.Action is EffectAction.SendSignal
        );
    }

    [Theory]
    [InlineData(EventTypes.CpuSpike, "cpu", "machine")]
    [InlineData(EventTypes.MemoryHigh, "memory", "machine")]
    [InlineData(EventTypes.DiskLow, "disk", "/")]
    public void A_resource_that_runs_short_is_told(string type, string sensor, string target)
    {
        var plan = PlanFor(
            type,
            Severity.Warn,
            [("sensor", sensor), ("target", target), ("value", 91.5), ("threshold", 80), ("unit", "percent")]
        );

        Assert.Equal("tell-about-resources", plan.Playbook.Value);
        Assert.Equal(GateKind.None, plan.Gate.Kind);
        Assert.Equal(
            new EffectAction.Notify(Severity.Warn, $"{type} on {target} at 91.5 against a bound of 80"),
            Assert.Single(plan.Steps).Action
        );
    }

    [Theory]
    [InlineData(EventTypes.ThresholdCandidate, Severity.Info)]
    [InlineData(EventTypes.Recovered, Severity.Info)]
    [InlineData(EventTypes.ScoreRecovered, Severity.Info)]
    public void What_is_no_trouble_starts_nothing(string type, Severity severity)
    {
        Assert.DoesNotContain(
            Decide(type, severity, [("sensor", "cpu"), ("target", "machine")]).Events,
            fact => fact is ReactingProtocol.Matched
        );
    }

    [Fact]
    public void A_low_score_is_told()
    {
        var plan = PlanFor(EventTypes.ScoreDegraded, Severity.Error, []);

        Assert.Equal("score-degraded", plan.Playbook.Value);
        Assert.Equal(
            new EffectAction.Notify(Severity.Error, "error - the score of this node is low; aios score --explain says why"),
            Assert.Single(plan.Steps).Action
        );
    }

    private static Playbook Read(string name)
    {
        var (playbook, faults) = PlaybookReader.Read(name, ModuleFiles.Read(name));
        Assert.Empty(faults.Select(fault => fault.ToString()));
        return playbook!;
    }

    private static RunPlan PlanFor(string type, Severity severity, (string, object?)[] payload) =>
        Assert.IsType<ReactingProtocol.Matched>(Assert.Single(Decide(type, severity, payload).Events)).Plan;

    private static Decision<ReactingProtocol.IEvent> Decide(string type, Severity severity, (string, object?)[] payload)
    {
        var fact = new Event
        {
            Id = new EventId("e"),
            Type = type,
            Source = "sensor/x",
            Timestamp = 0,
            Severity = severity,
            Priority = Priority.P1,
            Payload = LooseJson.Object(payload),
        };
        return ReactingRules.React(ReactingState.Empty, Shipped, new RecordedEvent(1, "n", 1, fact), new Moment(0, 0));
    }
}
