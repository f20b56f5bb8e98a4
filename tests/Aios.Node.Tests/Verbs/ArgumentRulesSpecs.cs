using System.Text.Json;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Verbs;

public sealed class ArgumentRulesSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-01-30", 1_769_731_200_000)]
    [InlineData("2026-01-31T09:59:59.5Z", 1_769_853_599_500)]
    [InlineData("2026-01-31T09:59Z", 1_769_853_540_000)]
    [InlineData("90s", 1_769_853_510_000)]
    [InlineData("7d", 1_769_248_800_000)]
    public void Times_are_utc_or_how_long_ago(string text, long expected) =>
        Assert.Equal(expected, Bind("events query", $$"""{"from":"{{text}}"}""", out _).Whole("from"));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-01-31 10:00")]
    [InlineData("2026-01-31T10:00:00+02:00")]
    [InlineData("-5m")]
    [InlineData("99999999999999999999s")]
    [InlineData("5")]
    [InlineData("")]
    public void Other_times_are_refused_with_what_is_allowed(string text)
    {
        Bind("events query", $$"""{"from":"{{text}}"}""", out var faults);
        Assert.StartsWith($"--from is '{text}'; it must be a UTC time (2026-01-31", Assert.Single(faults));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Bind("events query", """{"severity":"bad","last":0,"where":"1 +","colour":1,"type":""}""", out var faults);
        Assert.Equal(5, faults.Count);
    }

    [Fact]
    public void Numbers_may_come_as_text_or_as_numbers()
    {
        Assert.Equal(7, Bind("events query", """{"last":"7"}""", out _).Whole("last"));
        Assert.Equal(7, Bind("events query", """{"last":7}""", out _).Whole("last"));
        Bind("events query", """{"last":7.5}""", out var faults);
        Assert.Single(faults);
    }

    [Fact]
    public void A_flag_is_true_or_not_there()
    {
        Assert.True(Bind("runs ls", """{"active":true}""", out _).Flag("active"));
        Assert.False(Bind("runs ls", """{"active":false}""", out var faults).Flag("active"));
        Assert.Empty(faults);
        Bind("runs ls", """{"active":"yes"}""", out faults);
        Assert.Single(faults);
    }

    [Fact]
    public void A_condition_is_checked_before_anything_runs()
    {
        Bind("events query", """{"where":"payload.value >"}""", out var faults);
        Assert.Contains("it must be a condition; line 1, column", Assert.Single(faults));
    }

    [Theory]
    [InlineData("evnts", "events")]
    [InlineData("heart", "heartbeat")]
    [InlineData("xyzzy", null)]
    [InlineData("s", null)]
    public void The_nearest_name_is_offered_only_when_it_is_near(string given, string? expected) =>
        Assert.Equal(expected, Nearest.To(given, ["events", "heartbeat", "status"]));

    private static VerbArguments Bind(string verb, string json, out IReadOnlyList<string> faults)
    {
        var given = JsonElement.Parse(json).EnumerateObject().ToDictionary(each => each.Name, each => each.Value);
        return ArgumentRules.Bind(VerbRegistry.Get(verb), given, Now, out faults);
    }
}
