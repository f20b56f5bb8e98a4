using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Verifying;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Verifying.VerifyingProtocol;

namespace Aios.Loop.Tests.Verifying;

public sealed class VerifyingSpecs
{
    private static readonly RunId Run = new("fix-it-1");
    private static readonly Gate SensorGate = new(GateKind.SensorRecovered, "cpu", "machine", 0, 10_000, null);
    private VerifyingState _state = VerifyingState.Empty;
    private StandingAlerts _alerts = StandingAlerts.Empty;
    private (string Json, long At) _readings = ("{}", 0);

    [Fact]
    public void A_sensor_that_recovered_is_a_yes()
    {
        Alert("resource.cpu_spike");
        Begin(SensorGate);
        Assert.Empty(Look(1_000).OfType<VerdictGiven>());
        Alert("resource.recovered");
        var verdict = Assert.IsType<VerdictGiven>(Assert.Single(Look(2_000)));
        Assert.Equal((true, "sensor cpu recovered on machine", 2_000L), (verdict.Passed, verdict.Reason, verdict.TookMs));
    }

    [Fact]
    public void A_sensor_that_does_not_recover_in_time_is_a_no()
    {
        Alert("resource.cpu_spike");
        Begin(SensorGate);
        Look(9_999);
        var verdict = Assert.Single(Look(10_000).OfType<VerdictGiven>());
        Assert.False(verdict.Passed);
        Assert.Contains("has not recovered", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_without_a_sensor_cannot_be_verified_without_a_condition()
    {
        Begin(SensorGate with { Sensor = null, SensorTarget = null });
        var verdict = Assert.Single(Look(10_000).OfType<VerdictGiven>());
        Assert.False(verdict.Passed);
        Assert.Contains("nothing can tell", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_is_asked_only_of_readings_taken_after_the_last_step()
    {
        _readings = ("""{"cpu":{"percent":10}}""", -1);
        Begin(new Gate(GateKind.Expectation, null, null, 0, 10_000, "sensor.cpu.percent < 50"));
        Assert.Empty(Look(1_000).OfType<VerdictGiven>());
        _readings = _readings with { At = 1_500 };
        Assert.True(Assert.Single(Look(2_000).OfType<VerdictGiven>()).Passed);
    }

    [Fact]
    public void A_condition_that_cannot_be_evaluated_is_not_true_and_says_what_is_missing()
    {
        _readings = ("{}", 100);
        Begin(new Gate(GateKind.Expectation, null, null, 0, 1_000, "sensor.gpu.percent < 50"));
        var verdict = Assert.Single(Look(1_000).OfType<VerdictGiven>());
        Assert.False(verdict.Passed);
        Assert.Contains("gpu", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_look_waits_for_after()
    {
        Begin(SensorGate with { AfterMs = 5_000 });
        Assert.Empty(Look(4_999));
        Assert.True(Assert.Single(Look(5_000).OfType<VerdictGiven>()).Passed);
    }

    [Fact]
    public void A_run_that_is_forgotten_gets_no_verdict()
    {
        Begin(SensorGate);
        Apply(VerifyingRules.Forget(_state, Run));
        Assert.Empty(Look(60_000));
    }

    private void Begin(Gate gate) => Apply(VerifyingRules.Begin(_state, new BeginVerification(Run, 1, gate, null, null), Facts.At(0)));

    private void Alert(string type)
    {
        var recorded = Facts.Event(1, type, payload: """{"sensor":"cpu","target":"machine"}""");
        _alerts = _alerts.Apply(recorded with { Event = recorded.Event with { Source = "sensor/cpu" } });
    }

    private IReadOnlyList<IEvent> Look(long at) =>
        Apply(VerifyingRules.Look(_state, _alerts, JsonElement.Parse(_readings.Json), _readings.At, Facts.At(at)));

    private IReadOnlyList<IEvent> Apply(Decision<IEvent> decision)
    {
        _state = decision.Events.Aggregate(_state, (current, fact) => current.Apply(fact));
        return decision.Events;
    }
}
