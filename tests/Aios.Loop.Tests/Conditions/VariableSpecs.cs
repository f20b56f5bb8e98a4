using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

public sealed class VariableSpecs
{
    [Theory]
    [InlineData("type == 'a' && payload.value > 90", "type payload.value")]
    [InlineData("payload.a.b == 1 || payload.a.b == 2 || payload['a'].c == 1", "payload.a.b payload.a.c")]
    [InlineData("payload.tags.all(t, t.x == type)", "payload.tags type")]
    [InlineData("has(payload.x)", "payload.x")]
    [InlineData("payload.list[0].x == 1", "payload.list")]
    [InlineData("sensor.disk[payload.mount].free_bytes > 1", "sensor.disk payload.mount")]
    [InlineData("payload.rows.all(r, sensor.p[r.name].x > 1)", "payload.rows sensor.p")]
    [InlineData("warn == 1", "")]
    public void Are_named_with_their_fixed_fields(string text, string uses)
    {
        var condition = Example.Parsed(text, ConditionEnvironment.Verification);

        Assert.Equal(uses, string.Join(' ', condition.Variables));
    }
}
