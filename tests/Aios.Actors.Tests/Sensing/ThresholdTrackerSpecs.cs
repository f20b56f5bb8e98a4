using Aios.Actors.Sensing;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Sensing;

public class ThresholdTrackerSpecs : ActorSpecs
{
    private static readonly ThresholdSettings Bounds = new(
        80,
        TimeSpan.FromSeconds(10),
        95,
        TimeSpan.FromSeconds(5),
        70,
        TimeSpan.FromMinutes(5)
    );

    private ThresholdTracker _tracker;

    public ThresholdTrackerSpecs() => _tracker = Tracker();

    [Fact]
    public void Candidate_alert_and_recovery_are_events_of_one_trace()
    {
        Observe(85);
        var candidate = Accept();
        Pass(10);
        Observe(86);
        var alert = Accept();
        Pass(60);
        Observe(69);
        var recovered = Accept();

        Assert.Equal(
            [EventTypes.ThresholdCandidate, EventTypes.CpuSpike, EventTypes.Recovered],
            new[] { candidate, alert, recovered }.Select(fact => fact.Type)
        );
        Assert.Equal((Severity.Warn, Priority.P1, "sensor/cpu"), (alert.Severity, alert.Priority, alert.Source));
        Assert.Equal(
            ("cpu", "machine", "86", "80", "10000"),
            (alert.Text("sensor"), alert.Text("target"), alert.Text("value"), alert.Text("threshold"), alert.Text("held_ms"))
        );
        Assert.Equal(("69", "60000", "4711"), (recovered.Text("value"), recovered.Text("lasted_ms"), recovered.Text("pid")));
        Assert.Equal(candidate.TraceId, alert.TraceId);
        Assert.Equal(candidate.TraceId, recovered.TraceId);
        Assert.Equal((candidate.Id.Value, alert.Id.Value), (alert.CauseId, recovered.CauseId));
        Assert.True(_tracker is { IsQuiet: true, AnyAlert: false });
    }

    [Fact]
    public void A_second_incident_has_a_trace_of_its_own()
    {
        Observe(85);
        var first = Accept();
        Observe(60);
        Pass(61);
        Observe(85);

        Assert.NotEqual(first.TraceId, Accept().TraceId);
    }

    [Fact]
    public void Nothing_counts_before_it_is_on_record()
    {
        Observe(85);
        Observe(85);
        var append = Journal.Expect();
        Assert.False(Journal.HasMessages);
        Assert.False(_tracker.IsQuiet);

        Answer(() => Journal.Refuse(append));
        Assert.True(_tracker.IsQuiet);
        Observe(85);

        Assert.Equal(EventTypes.ThresholdCandidate, Accept().Type);
        Assert.False(_tracker.IsQuiet);
    }

    [Fact]
    public void An_alert_that_could_not_be_put_on_record_is_decided_again_at_the_next_reading()
    {
        Observe(85);
        Accept();
        Pass(10);
        Observe(85);
        Answer(() => Journal.Refuse(Journal.Expect()));
        Assert.False(_tracker.AnyAlert);
        Pass(1);
        Observe(85);

        Assert.Equal("11000", Accept().Text("held_ms"));
        Assert.True(_tracker.AnyAlert);
    }

    [Fact]
    public void A_critical_value_is_said_as_such_and_once()
    {
        Observe(99);
        Accept();
        Pass(5);
        Observe(99);
        var alert = Accept();
        Pass(5);
        Observe(99);

        Assert.Equal((Severity.Critical, "95"), (alert.Severity, alert.Text("threshold")));
        Journal.ExpectNothing();
    }

    [Fact]
    public void A_target_that_is_gone_recovers_without_a_value()
    {
        Observe(85);
        Accept();
        Pass(10);
        Observe(85);
        Accept();

        _tracker.Gone("machine");
        var recovered = Accept();

        Assert.Equal((EventTypes.Recovered, "True", ""), (recovered.Type, recovered.Text("gone"), recovered.Text("value")));
        Assert.Empty(_tracker.Standing);
    }

    [Fact]
    public void An_alert_from_before_the_start_stands_and_recovers_in_its_own_trace()
    {
        var alert = Journal.Record(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine") with { TraceId = new string('f', 32) }).Event;
        Journal.Record(Samples.Alert(EventTypes.MemoryHigh, "memory", "machine"));
        _tracker = Tracker();

        Assert.Equal(["machine"], _tracker.Standing);
        Observe(60);
        var recovered = Accept();

        Assert.Equal((EventTypes.Recovered, alert.TraceId, alert.Id.Value), (recovered.Type, recovered.TraceId, recovered.CauseId));
        Assert.Equal([new AlertKey("memory", "machine")], Memory.Current.Alerts.Raised.Keys);
    }

    [Fact]
    public void Answers_to_somebody_else_are_not_taken()
    {
        var other = Tracker();
        Observe(85);
        Journal.Accept();
        var answer = ReceiveOne()!;

        Assert.False(other.Take(answer));
        Assert.True(_tracker.Take(answer));
    }

    private ThresholdTracker Tracker() => new("cpu", EventTypes.CpuSpike, "percent", Shell, Memory, Journal.Ref, TestActor);

    private void Observe(double value) => _tracker.Observe("machine", value, Bounds, ("pid", 4711));

    private Event Accept()
    {
        Event? written = null;
        Answer(() => written = Assert.Single(Journal.Accept()).Event);
        return written!;
    }

    private void Answer(Action answer)
    {
        answer();
        Assert.True(_tracker.Take(ReceiveOne()!));
    }
}
