namespace Aios.Loop.Tests.Conditions;

public sealed class MacroSpecs
{
    [Theory]
    [InlineData("payload.numbers.all(n, n > 0) && !payload.numbers.all(n, n > 1) && payload.empty.all(n, false)")]
    [InlineData("payload.numbers.exists(n, n > 4) && !payload.numbers.exists(n, n > 5) && !payload.empty.exists(n, true)")]
    [InlineData("payload.numbers.exists_one(n, n == 2) && !payload.numbers.exists_one(n, n > 1) && !payload.empty.exists_one(n, true)")]
    [InlineData("payload.numbers.filter(n, n > 2) == [3, 4.5] && payload.empty.filter(n, n > 2) == []")]
    [InlineData("[1, 2].map(n, n * 10) == [10, 20] && [1, 2, 3].map(n, n != 2, n * 10) == [10, 30]")]
    [InlineData("[[1, 2], [3]].map(row, row.map(n, n + size(row))) == [[3, 4], [4]]")]
    [InlineData("[[1, 2], [3]].all(row, row.exists(n, n > 1) && row.all(n, n < 4))")]
    [InlineData("[1, 2].all(a, [3, 4].all(b, a < b)) && [1].all(a, a == 1)")]
    [InlineData("payload.rows.filter(r, has(r.cpu)).map(r, r.pid) == [10, 11]")]
    [InlineData("payload.rows.exists(r, has(r.cpu) && r.cpu > severity)")]
    public void Holds(string text) => Assert.Equal("true", Example.Verdict(text));

    [Theory]
    [InlineData("payload.mount.all(x, true)", "all needs a list, found string")]
    [InlineData("payload.nested.map(x, x) == []", "map needs a list, found map")]
    [InlineData("payload.numbers.all(x, x)", "the test of all is bool, found int")]
    [InlineData("payload.numbers.filter(x, x) == []", "the test of filter is bool, found int")]
    [InlineData("payload.rows.map(r, r.cpu) == []", "no such field r.cpu")]
    public void Is_an_error(string text, string message) => Assert.Equal($"error: {message}", Example.Verdict(text));

    [Theory]
    [InlineData("payload.tags.all(payload, true)", "line 1, column 18: the name 'payload' is taken; choose another for the item")]
    [InlineData("payload.tags.all(warn, true)", "line 1, column 18: the name 'warn' is taken; choose another for the item")]
    [InlineData("payload.tags.all(x, [1].all(x, true))", "line 1, column 29: the name 'x' is taken; choose another for the item")]
    [InlineData("payload.tags.all(x)", "line 1, column 18: found 'x', expected the name for an item and a comma, as in .all(x, …)")]
    [InlineData("payload.tags.all('x', true)", "line 1, column 18: found 'x', expected the name for an item and a comma, as in .all(x, …)")]
    [InlineData("payload.tags.all(x, true, true)", "line 1, column 25: found ',', expected ')'")]
    [InlineData("payload.tags.all(x, 1)", "line 1, column 21: the test of all is bool, found int")]
    [InlineData("type.all(x, true)", "line 1, column 1: all needs a list, found string")]
    public void Is_refused(string text, string fault) => Assert.Equal(fault, Example.Fault(text));

    [Fact]
    public void The_name_of_an_item_ends_with_its_macro() =>
        Assert.StartsWith(
            "line 1, column 34: unknown name 'x'",
            Example.Fault("payload.tags.all(x, x != '') && (x == 1)"),
            StringComparison.Ordinal
        );
}
