using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

public sealed class TypingSpecs
{
    [Theory]
    [InlineData("1 + 'a' == 2", "line 1, column 3: + is not defined for int and string")]
    [InlineData("1 + 1.0 == 2.0", "line 1, column 3: + is not defined for int and double; write int(…) or double(…)")]
    [InlineData("!5", "line 1, column 2: ! needs bool, found int")]
    [InlineData("-'a' == 1", "line 1, column 2: unary - needs int or double, found string")]
    [InlineData("5", "line 1, column 1: a condition is bool, this is int")]
    [InlineData("type", "line 1, column 1: a condition is bool, this is string")]
    [InlineData("size(payload.x)", "line 1, column 1: a condition is bool, this is int")]
    [InlineData("severity == 'warn'", "line 1, column 10: == is not defined for int and string")]
    [InlineData("type > 5", "line 1, column 6: > is not defined for string and int")]
    [InlineData("1 < 2 < 3", "line 1, column 7: < is not defined for bool and int")]
    [InlineData("'a' in 'abc'", "line 1, column 5: in is not defined for string and string")]
    [InlineData("5 in payload", "line 1, column 3: in is not defined for int and map")]
    [InlineData("payload.x in 'abc'", "line 1, column 11: in is not defined with string on its right")]
    [InlineData("true && 1", "line 1, column 9: && needs bool on both sides, found int")]
    [InlineData("'a' || true", "line 1, column 1: || needs bool on both sides, found string")]
    [InlineData("type ? true : false", "line 1, column 1: ?: needs bool before the question mark, found string")]
    [InlineData("type.x == 1", "line 1, column 6: string has no fields, only map has; found .x")]
    [InlineData("seq[0] == 1", "line 1, column 4: int has no index, only map and list do")]
    [InlineData("payload.x % 1.5 == 0", "line 1, column 11: % is not defined with double on its right")]
    public void What_can_never_be_right_is_a_fault(string text, string fault)
    {
        Assert.Equal(fault, Example.Fault(text));
    }

    [Fact]
    public void Every_fault_of_meaning_is_shown_at_once()
    {
        var faults = Condition.Parse("typ == 'a' &&\n severty >= warn &&\n !5").Faults;

        Assert.Equal([(1, 1), (2, 2), (3, 3)], faults.Select(each => (each.Line, each.Column)));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Assert.Equal(
            "line 1, column 1: unknown name 'sensor'; variables are id, type, source, timestamp, severity, priority, trace_id, cause_id, node, seq, payload; constants are info, warn, error, critical, P0, P1, P2, P3",
            Example.Fault("sensor.cpu > 5")
        );

    [Fact]
    public void A_verification_also_reads_the_sensors()
    {
        var gate = Example.Parsed("sensor.disk[payload.mount].free_bytes > quantity('10GiB')", ConditionEnvironment.Verification);

        Assert.True(gate.Evaluate(Example.SensorScope).IsTrue);
    }

    [Fact]
    public void A_constant_is_no_name_for_a_variable() =>
        Assert.Contains(
            "'warn'",
            Assert.Throws<ArgumentException>(() => new ConditionEnvironment(("warn", null))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Null_may_be_compared_with_anything() => Assert.Equal("true", Example.Verdict("type != null && null != 5 && seq != null"));
}
