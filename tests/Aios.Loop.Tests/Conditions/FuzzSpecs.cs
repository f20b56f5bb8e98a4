using System.Text;
using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

public sealed class FuzzSpecs
{
    private const int Inputs = 50_000;

    private static readonly string[] Seeds =
    [
        "type == 'resource.disk_low' && payload.value > 90",
        "payload.mount == '/' && severity >= warn || !(priority in [P0, P1])",
        "payload.rows.filter(r, has(r.cpu) && r.cpu > 90.5).map(r, r.pid) == [10]",
        "payload.tags.all(t, t.matches('^[a-z]{1,8}$')) ? size(payload.text) % 2 == 0 : payload['mount'] != null",
        "timestamp - duration('1h30m') > timestamp('2026-01-01T00:00:00Z') && quantity('1.5 GiB') / -3 < 0x1F",
        "{'a': [1, 2.5e3, \"x\\u0041\"], 'b': r'\\d'} == {} || has_word(payload.text, 'disk') // remark",
        "payload.numbers.exists_one(n, n == 2) && string(-payload.big).startsWith('-9') && payload.text.contains('full')",
        "payload == payload && payload.nested.a in payload.rows || payload.numbers + payload.tags == [payload.lone]",
    ];

    private static readonly string[] Pieces =
    [
        "&&",
        "||",
        "!",
        "-",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "?",
        ":",
        ",",
        ".",
        "'",
        "\"",
        "\\",
        "==",
        "<",
        "in",
        "+",
        "*",
        "/",
        "%",
        " ",
        "\n",
        "null",
        "true",
        "1",
        "0",
        "9223372036854775807",
        "-9223372036854775808",
        "1e308",
        "''",
        "payload",
        "payload.x",
        "seq",
        "type",
        "warn",
        "all(x, x)",
        "size(",
        "has(",
        "matches(",
        "{9}",
        "\ud800",
        "é",
        "😀",
        "\0",
        "0x",
        "//",
        "r'",
        "b'",
        "'''",
        "map(y, y + y)",
        "payload.huge",
        "payload.lone",
        "[0]",
    ];

    [Fact]
    public void No_input_makes_the_language_throw()
    {
        var random = new Random(20260131);
        var valid = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var text = Mutated(random);
            try
            {
                var parsed = Condition.Parse(text);
                Assert.Equal(parsed.IsValid, parsed.Faults.Count == 0);
                Assert.All(parsed.Faults, fault => Assert.True(fault.Line >= 1 && fault.Column >= 1 && fault.Message.Length > 0));
                if (!parsed.IsValid)
                    continue;
                valid++;
                var verdict = parsed.Condition.Evaluate(Example.Scope);
                Assert.Equal(verdict.IsTrue, parsed.Condition.Explain(Example.Scope) is null);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"input {i}: {text}\n{fault}");
            }
        }

        Assert.True(valid > Inputs / 50, $"only {valid} of the inputs were conditions; the mutations are too coarse to test evaluation");
    }

    private static string Mutated(Random random)
    {
        var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 8), text.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2 when at < text.Length:
                    text[at] = (char)random.Next(1, random.Next(2) == 0 ? 128 : 65_536);
                    break;
                case 3:
                    text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                    break;
                default:
                    var other = Seeds[random.Next(Seeds.Length)];
                    text.Insert(at, other.AsSpan(random.Next(other.Length)));
                    break;
            }
        }

        return text.ToString();
    }
}
