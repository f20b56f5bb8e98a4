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
        var own = new OwnProcess(4711, 123456);
        Assert.Equal(own, renice.Action.Own);
        Assert.Equal(new EffectAction.SendSignal(4711, 123456, "TERM") { Own = own }, Assert.Single(plan.Ladder[0].Steps).Action);
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

    [Theory]
    [InlineData(EventTypes.DiskLow, "/srv", "disk-cleanup")]
    [InlineData(EventTypes.FileLarge, "/var/log/a#size", "log-rotate")]
    [InlineData(EventTypes.ProcessStopped, "worker", "restart-process")]
    [InlineData(EventTypes.PortDown, "127.0.0.1:1", "restart-endpoint")]
    [InlineData(EventTypes.HttpDown, "http://a/", "restart-endpoint")]
    public void What_people_listed_a_repair_for_is_repaired_without_asking_and_never_when_they_did_not(
        string type,
        string target,
        string playbook
    )
    {
        var plan = PlanFor(type, Severity.Error, Found(target, isListed: true));
        Assert.Equal((playbook, ApprovalNeed.Auto), (plan.Playbook.Value, plan.Approval));
        Assert.Equal(GateKind.SensorRecovered, plan.Gate.Kind);
        Assert.Equal(RungKind.Escalate, plan.Ladder[^1].Kind);

        var told = PlanFor(type, Severity.Error, Found(target, isListed: false));
        Assert.All(
            told.Steps.Concat(told.Ladder.SelectMany(rung => rung.Steps)),
            step => Assert.True(step.Action is EffectAction.Notify or EffectAction.Wait, $"{told.Playbook}: {step.Action.Kind}")
        );
    }

    [Fact]
    public void A_full_disk_is_cleaned_without_a_person_but_nothing_else_is_when_it_is_critical()
    {
        Assert.Equal(ApprovalNeed.Auto, PlanFor(EventTypes.DiskLow, Severity.Critical, Found("/srv", isListed: true)).Approval);
        Assert.Equal(ApprovalNeed.One, PlanFor(EventTypes.ProcessStopped, Severity.Critical, Found("worker", isListed: true)).Approval);
    }

    [Fact]
    public void A_leaking_process_of_somebody_else_is_ended_only_when_a_person_says_so()
    {
        (string, object?)[] leak = [.. Process, ("own", false), ("aspect", "growth")];
        var plan = PlanFor(EventTypes.ProcessMemoryHigh, Severity.Warn, leak);
        Assert.Equal(("leaking-watched-process", ApprovalNeed.One), (plan.Playbook.Value, plan.Approval));
        Assert.Equal(new EffectAction.SendSignal(4711, 123456, "TERM"), Assert.Single(plan.Steps).Action);
    }

    [Fact]
    public void A_certificate_that_ends_is_told_with_its_day()
    {
        var plan = PlanFor(
            EventTypes.CertificateExpiring,
            Severity.Warn,
            [("sensor", "certificate"), ("target", "a:443"), ("days_left", 5.2), ("ends_at", "2026-01-06T00:00:00Z")]
        );
        Assert.Equal(
            new EffectAction.Notify(Severity.Warn, "the certificate of a:443 ends in 5.2 days, at 2026-01-06T00:00:00Z"),
            Assert.Single(plan.Steps).Action
        );
    }

    [Fact]
    public void A_low_score_is_told()
    {
        static (string, object?) Part(string name) => (name, LooseJson.Object(("value", 0.1), ("because", $"{name} is low")));
        var parts = LooseJson.Object(Part("success"), Part("latency"), Part("stability"), Part("resource"));
        var plan = PlanFor(EventTypes.ScoreDegraded, Severity.Error, [("score", 0.41), ("parts", parts)]);

        Assert.Equal("score-degraded", plan.Playbook.Value);
        Assert.Equal(
            new EffectAction.Notify(
                Severity.Error,
                "error - the score of this node is 0.41 success: success is low latency: latency is low stability: stability is low resource: resource is low"
            ),
            Assert.Single(plan.Steps).Action
        );
    }

    private static (string, object?)[] Found(string target, bool isListed) =>
        [
            ("sensor", "x"),
            ("target", target),
            ("path", target.Split('#')[0]),
            ("value", 91.5),
            ("threshold", 80),
            ("mount", "/srv"),
            ("expendable", isListed ? new[] { "/srv/tmp" } : []),
            ("rotate", isListed),
            ("restart", isListed),
        ];

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
