using Aios.Loop.Vocabulary;
using Aios.Office.Intake;
using Aios.Office.Tests.Intake.Recorded;

namespace Aios.Office.Tests.Intake;

public sealed class OwnEventsSpecs
{
    private static readonly Delivery Now = new(1_000, new string('a', 32), () => Guid.Parse("00000000-0000-7000-8000-000000000001"));

    [Fact]
    public void An_event_needs_a_type_and_nothing_else()
    {
        var fact = Assert.Single(Read("""{"type":"deploy.finished"}""").Events);
        Assert.Equal(
            ("deploy.finished", "http", 1_000L, Severity.Info, Priority.P3, Now.TraceId, false),
            (fact.Type, fact.Source, fact.Timestamp, fact.Severity, fact.Priority, fact.TraceId, fact.HasSuppliedId)
        );
        Assert.Null(fact.Payload);
    }

    [Fact]
    public void What_emit_takes_is_taken_too()
    {
        var trace = new string('b', 32);
        var fact = Assert.Single(
            Read(
                $$"""{"type":"a.b","severity":"critical","source":"ci","payload":{"n":1},"id":"7","trace":"{{trace}}","timestamp":"2026-01-31T10:00:00+01:00","cause_id":"6"}"""
            ).Events
        );
        Assert.Equal(
            ("7", "ci", 1_769_850_000_000, Severity.Critical, Priority.P1, trace, "6", true, """{"n":1}"""),
            (
                fact.Id.Value,
                fact.Source,
                fact.Timestamp,
                fact.Severity,
                fact.Priority,
                fact.TraceId,
                fact.CauseId,
                fact.HasSuppliedId,
                fact.Payload?.GetRawText()
            )
        );
    }

    [Theory]
    [InlineData("""[{"type":"a.b"},{"type":"c.d"}]""", 2)]
    [InlineData("""{"events":[{"type":"a.b"},{"type":"c.d"}]}""", 2)]
    [InlineData("[]", 0)]
    public void Many_come_as_a_list(string body, int count)
    {
        var reading = Read(body);
        Assert.Equal((count, 0), (reading.Events.Count, reading.Faults.Count));
    }

    [Theory]
    [InlineData("""{"severity":"info"}""", "/type type is missing")]
    [InlineData("""{"type":7}""", "/type type must be a text")]
    [InlineData("""{"type":"a b"}""", " type is 'a b'; it must be 1–200 characters of A–Z a–z 0–9 . _ -")]
    [InlineData("""{"type":"a.b","severity":"dire"}""", "/severity severity is 'dire'; it must be info, warn, error or critical")]
    [InlineData("""{"type":"a.b","payload":[1]}""", "/payload payload must be a JSON object")]
    [InlineData(
        """{"type":"a.b","timestamp":"2026-01-31T10:00:00"}""",
        "/timestamp timestamp must be milliseconds since 1970 or a time such as 2026-01-31T10:00:00Z"
    )]
    [InlineData("""{"type":"a.b","timestamp":-1}""", " timestamp is '-1'; it must be milliseconds since 1970, up to the year 9999")]
    [InlineData("""{"type":"a.b","trace_id":"x"}""", " trace_id is 'x'; it must be 32 lower-case hex digits")]
    [InlineData("""{"type":"score.degraded"}""", " type is 'score.degraded'; it must be of a family that the node does not write itself")]
    [InlineData("[1]", "/0 an event is a JSON object with a type")]
    [InlineData("true", " an event is a JSON object with a type")]
    [InlineData("""{"events":1}""", "/events events must be a list")]
    public void A_fault_names_where_it_is_and_what_would_be_right(string body, string fault)
    {
        var reading = Read(body);
        Assert.Equal(fault, string.Join("; ", reading.Faults.Select(each => $"{each.Pointer} {each.Why}")));
        Assert.Empty(reading.Events);
    }

    [Fact]
    public void A_cloud_event_that_says_it_is_plain_json_is_told_its_type()
    {
        var faults = Read("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1"}""").Faults;
        Assert.Contains("application/cloudevents+json", Assert.Single(faults).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_every_item_is_told()
    {
        var faults = Read("""[{"type":"a.b"},{"type":7,"severity":"x"},{"x/y":1}]""").Faults;
        Assert.Equal(["/1/type", "/1/severity", "/2/x~1y", "/2/type"], faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void More_than_are_taken_at_once_are_not_read_at_all()
    {
        var reading = Read("[" + string.Join(',', Enumerable.Repeat("""{"type":"a.b"}""", Reading.MostEvents + 1)) + "]");
        Assert.True(reading.IsTooLong);
        Assert.Empty(reading.Events);
    }

    private static Reading Read(string body) => OwnEvents.Read(Recordings.Json(body), Now);
}
