namespace Aios.Loop.Tests.Conditions;

public sealed class TimeSpecs
{
    [Theory]
    [InlineData("duration('90s') == duration('1m30s') && duration('1.5h') == duration('90m') && duration('-5m') < duration('0')")]
    [InlineData("duration('1000us') == duration('1ms') && duration('250ms') + duration('750ms') == duration('1s')")]
    [InlineData("timestamp == timestamp('2026-01-01T00:00:00Z') && timestamp == timestamp('2026-01-01T02:00:00+02:00')")]
    [InlineData("timestamp('2026-01-01T00:00:00.5Z') - timestamp == duration('500ms')")]
    [InlineData("timestamp + duration('1h') == timestamp('2026-01-01T01:00:00Z') && duration('1h') + timestamp > timestamp")]
    [InlineData("timestamp - duration('1s') == timestamp('2025-12-31T23:59:59Z') && timestamp(1767225600) == timestamp")]
    [InlineData("string(timestamp) == '2026-01-01T00:00:00Z' && string(duration('1500ms')) == '1.5s'")]
    [InlineData("int(timestamp('1969-12-31T23:59:59.5Z')) == -1 && timestamp(timestamp) == timestamp")]
    [InlineData("timestamp('0001-01-01T00:00:00Z') < timestamp('9999-12-31T23:59:59.999Z')")]
    public void Holds(string text) => Assert.Equal("true", Example.Verdict(text));

    [Theory]
    [InlineData("timestamp('9900-01-01T00:00:00Z') + duration('2000000h') > timestamp", "a timestamp lies in the years 1 to 9999")]
    [InlineData("timestamp * payload.value == 1", "* is not defined with timestamp on its left")]
    [InlineData("timestamp > payload.value", "> is not defined for timestamp and int")]
    [InlineData(
        "timestamp(payload.mount) > timestamp",
        "timestamp('/') is not written like 2026-01-31T12:00:00Z or 2026-01-31T12:00:00.5+02:00"
    )]
    [InlineData("duration(payload.mount) > duration('1s')", "duration('/'): is a sequence of numbers and units, like 1h30m")]
    public void Is_an_error(string text, string message)
    {
        var parsed = Aios.Loop.Conditions.Condition.Parse(text);
        var found = parsed.IsValid ? parsed.Condition.Evaluate(Example.Scope).Message : parsed.Faults[0].Message;
        Assert.Equal(message, found);
    }

    [Theory]
    [InlineData("duration('5')", "the unit is one of h, m, s, ms, us, ns")]
    [InlineData("duration('5d')", "the unit is one of h, m, s, ms, us, ns")]
    [InlineData("duration('')", "is written like 90s, 5m or 1h30m")]
    [InlineData("duration('5us')", "is finer than a millisecond")]
    [InlineData("duration('99999999999999999h')", "is more than about 292 years")]
    [InlineData("duration('m')", "is a sequence of numbers and units, like 1h30m")]
    public void A_duration_that_cannot_be_read_is_refused(string text, string why) =>
        Assert.EndsWith(why, Example.Fault($"{text} > duration('1s')"), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-01-01 00:00:00Z")]
    [InlineData("2026-01-01T00:00:00+2:00")]
    public void A_timestamp_that_cannot_be_read_is_refused(string text) =>
        Assert.Contains("is not written like", Example.Fault($"timestamp('{text}') > timestamp"), StringComparison.Ordinal);
}
