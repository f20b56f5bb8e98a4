using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks.Trials;

namespace Aios.Node.Tests.Playbooks.Trials;

public sealed class EventTextSpecs
{
    [Fact]
    public void An_event_over_several_lines_is_one_event()
    {
        var (events, faults) = EventText.Read("e.json", "{\n  \"type\": \"a.b\",\n  \"payload\": { \"x\": 1 }\n}\n", 7);
        Assert.Empty(faults);
        var only = Assert.Single(events);
        Assert.Equal(
            (1L, "a.b", "cli", 7L, Severity.Info),
            (only.Seq, only.Event.Type, only.Event.Source, only.Event.Timestamp, only.Event.Severity)
        );
    }

    [Fact]
    public void Lines_are_events_with_their_own_times()
    {
        const string Text = """
            {"type":"a.b","timestamp":"1970-01-01T00:00:01Z","severity":"critical"}

            {"seq":40,"id":"x","type":"a.c","source":"s","timestamp":2000,"severity":"warn","priority":"P3","node":"n","epoch":1,"payload":{}}
            """;
        var (events, faults) = EventText.Read("e.jsonl", Text, 7);
        Assert.Empty(faults);
        Assert.Equal([(1L, 1000L), (40L, 2000L)], events.Select(each => (each.Seq, each.Event.Timestamp)));
        Assert.Equal(Priority.P1, events[0].Event.Priority);
    }

    [Theory]
    [InlineData("", "e.json: the file holds no event")]
    [InlineData("{\n \"type\": a }", "e.json:2:10: is not JSON; it must be one event as a JSON object, or one per line")]
    [InlineData("{\"type\":\"a\"}\n{", "e.json:2:2: is not JSON")]
    [InlineData("[{}]", "e.json:1:1: (array) must be an event: a JSON object with type")]
    [InlineData("{}", "e.json:1:1: event.type is missing")]
    [InlineData("{\"type\":\"a\",\"severity\":\"bad\"}", "e.json:1:1: event.severity (bad) must be info, warn, error or critical")]
    [InlineData("{\"type\":\"a\",\"timestamp\":\"soon\"}", "e.json:1:1: event.timestamp (\"soon\") must be milliseconds since 1970")]
    [InlineData("{\"type\":\"a\",\"typo\":1}", "e.json:1:1: event.typo is not known; allowed are type, severity,")]
    [InlineData("{\"type\":\"a\",\"seq\":3}\n{\"type\":\"a\",\"seq\":3}", "e.json:2:1: event.seq (3) must be a number of its own")]
    [InlineData("{\"type\":7}", "e.json:1:1: event.type (number) must be a text")]
    [InlineData("{\"type\":\"a b\"}", "e.json:1:1: event.")]
    [InlineData("{\"type\":\"a\",\"payload\":[]}", "e.json:1:1: event.")]
    public void A_faulty_event_is_named_with_its_line(string text, string fault) =>
        Assert.StartsWith(fault, EventText.Read("e.json", text, 7).Faults[0].ToString());

    [Fact]
    public void All_faulty_lines_come_at_once() =>
        Assert.Equal([1, 3], EventText.Read("e.json", "{}\n{\"type\":\"a\"}\n{}", 7).Faults.Select(fault => fault.At.Line));
}
