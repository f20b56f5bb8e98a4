using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Tests.Vocabulary;

public sealed class VocabularySpecs
{
    [Theory]
    [InlineData("score.degraded", Severity.Warn, 0.2, Priority.P0)]
    [InlineData("score.degraded", Severity.Warn, 0.4, Priority.P1)]
    [InlineData("node.crashed", Severity.Critical, 1, Priority.P0)]
    [InlineData("resource.cpu_spike", Severity.Warn, 1, Priority.P1)]
    [InlineData("resource.threshold_candidate", Severity.Warn, 1, Priority.P3)]
    [InlineData("resource.recovered", Severity.Warn, 1, Priority.P3)]
    [InlineData("app.burned", Severity.Critical, 1, Priority.P1)]
    [InlineData("agent.failed", Severity.Info, 1, Priority.P2)]
    [InlineData("app.broken", Severity.Error, 1, Priority.P2)]
    [InlineData("app.started", Severity.Info, 1, Priority.P3)]
    public void Priority_follows_from_type_severity_and_score(string type, Severity severity, double score, Priority expected) =>
        Assert.Equal(expected, PriorityRules.Of(type, severity, score));

    [Theory]
    [InlineData("bad type", "t", "type")]
    [InlineData("", "t", "type")]
    [InlineData("ok", "", "source")]
    [InlineData("ok", "a b", "source")]
    public void A_refusal_names_field_value_and_rule(string type, string source, string field)
    {
        var refusal = EventRules.Check(Facts.Event(1).Event with { Type = type, Source = source });
        Assert.StartsWith($"{field} is ", refusal!.Why, StringComparison.Ordinal);
        Assert.Contains("must be", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Payloads_are_objects_and_bounded_in_depth_and_size()
    {
        Assert.Null(Check(Nested(32)));
        Assert.Contains("32 levels", Check(Nested(33))!.Why, StringComparison.Ordinal);
        Assert.Contains("JSON object", Check("[1]")!.Why, StringComparison.Ordinal);
        Assert.Contains("1048576 bytes", Check($$"""{"x":"{{new string('a', 1_048_576)}}"}""")!.Why, StringComparison.Ordinal);

        static Refusal? Check(string json) =>
            EventRules.Check(Facts.Event(1).Event with { Payload = JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 100 }) });
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("""{"a":""", depth - 1)) + "{}" + new string('}', depth - 1);
    }

    [Theory]
    [InlineData('x', 1_000_000, true)]
    [InlineData('x', 1_100_000, false)]
    [InlineData('\u007f', 170_000, true)]
    [InlineData('\u007f', 180_000, false)]
    public void A_payload_is_as_long_as_the_log_writes_it(char each, int count, bool fits)
    {
        var payload = JsonElement.Parse($"{{\"a\":\"{new string(each, count)}\"}}");

        Assert.Equal(fits, EventRules.Check(Facts.Event(1).Event with { Payload = payload }) is null);
    }

    [Theory]
    [InlineData("run.planned", "me")]
    [InlineData("node.started", "me")]
    [InlineData("score.degraded", "me")]
    [InlineData("app.broken", "aios/run")]
    [InlineData("app.broken", "sensor/cpu")]
    public void Nobody_outside_may_speak_as_the_node(string type, string source) =>
        Assert.NotNull(EventRules.CheckOutside(Facts.Event(1).Event with { Type = type, Source = source }));

    [Fact]
    public void Text_from_outside_is_shown_without_control_and_direction_characters() =>
        Assert.Equal("a?b?c", Shown.Clean("a\u001bb\u202Ec"));
}
