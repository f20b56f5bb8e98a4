using System.Text.Json;
using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

/// <summary>
/// What CEL's language definition says of everything that the README documents, one expression a line. <c>error</c>: no value, found while it
/// is read or evaluated. <c>invalid</c>: no text of the language.
/// </summary>
public sealed partial class CelVectorSpecs
{
    // What is dynamic in CEL (dyn) comes out of JSON here.
    private static readonly FakeScope Scope = new()
    {
        ["payload"] = Value.Of(
            JsonElement.Parse(
                """
                {
                  "one": 1, "two": 2, "half": 0.5, "unit": 1.0e0, "max": 9223372036854775807, "min": -9223372036854775808, "word": "cows",
                  "yes": true, "no": false, "nil": null, "list": [1, 2, 3], "names": ["ant", "bee"], "map": { "a": 1, "in": 2, "k": null },
                  "in": 9, "loop": 7, "rows": [{ "n": 1 }, { "n": 0 }, {}]
                }
                """
            )
        ),
        ["timestamp"] = Value.OfTimestamp(1_234_567_890_000),
    };

    [Theory]
    [MemberData(nameof(Literals))]
    [MemberData(nameof(Grammar))]
    [MemberData(nameof(Numbers))]
    [MemberData(nameof(Comparisons))]
    [MemberData(nameof(Logic))]
    [MemberData(nameof(Collections))]
    [MemberData(nameof(Texts))]
    [MemberData(nameof(Times))]
    public void Means_what_CEL_says(string expression, string meaning)
    {
        var found = MeaningOf(expression);
        // What is wrong for every event is found when it is read.
        Assert.Equal(meaning, meaning == "error" && found == "invalid" ? "error" : found);
    }

    /// <summary>Each of these is named in the README as a difference.</summary>
    [Theory]
    [MemberData(nameof(Differences))]
    public void Differs_from_CEL_as_the_readme_says(string expression, string meaning) => Assert.Equal(meaning, MeaningOf(expression));

    public static TheoryData<string, string> Literals =>
        Rows(
            """
            -9223372036854775808 < -9223372036854775807 => true
            9223372036854775808 > 0                     => invalid
            0x7fffffffffffffff == 9223372036854775807   => true
            -0x8000000000000000 == payload.min          => true
            0xFFFFFFFFFFFFFFFF == -1                    => invalid
            0Xa == 10                                   => true
            .5 == 5e-1 && 5E-1 == 0.5 && 1e+2 == 100.0  => true
            5. == 5.0                                   => invalid
            1e309 > 1e308                               => true
            007 == 7                                    => true
            1.e3 == 1000.0                              => invalid
            '\x41\u0042\U00000043\104' == 'ABCD'        => true
            '\a\b\f\n\r\t\v' == '\x07\x08\x0C\x0a\X0D\x09\u000b' => true
            '\\\?\"\'\`' == "\\?\"'`"                   => true
            '\377' == '\u00ff'                          => true
            '\400' == 'x'                               => invalid
            '\s' == 's'                                 => invalid
            '\ud83d\ude03' == '😃'                      => invalid
            '\U0001F603' == '😃'                        => true
            '\U00110000' == 'x'                         => invalid
            '\U00088888' != ''                          => true
            '\u41' == 'A'                               => invalid
            r'\d\'.size() == 3                          => true
            R"\n" == '\\n'                              => true
            'a"b' == "a\"b" && "it's" == 'it\'s'        => true
            'open                                       => invalid
            true != false && null == null               => true
            """
        );

    public static TheoryData<string, string> Grammar =>
        Rows(
            $$"""
            1 + 2 * 3 - 4 == 3                          => true
            2 * 3 % 4 == 2 && 12 / 2 / 3 == 2           => true
            true || false && false                      => true
            !false && !!true                            => true
            --5 == 5 && -(-5) == 5 && 3 - -2 == 5       => true
            !-1 == 1                                    => invalid
            false ? true : false ? false : true         => true
            (true ? 1 : 2) + 1 == 2                     => true
            1 < 2 == true                               => true
            1 < 2 < 3                                   => error
            [1, 2,].size() == 2 && {'a': 1,}.size() == 1 => true
            [,].size() == 0                             => invalid
            1 == 1 // a remark                          => true
            payload.loop == 7 && payload.map.in == 2    => invalid
            payload.loop == 7 && payload.map['in'] == 2 => true
            loop == 1                                   => invalid
            [1].all(for, for == 1)                      => invalid
            payload.true == 1                           => invalid
            payload.one = 1                             => invalid
            payload.one == 1 payload.two                => invalid
            size(payload.list) == payload.list.size()   => true
            {{Repeated("true", " && ", 32)}} => true
            {{Repeated("false", " || ", 31)}} || true => true
            {{Repeated("1", " + ", 25)}} == 25 => true
            {{Repeated("4 * 4", " / ", 12)}} / 4 == 4 => true
            1 < 2{{Repeated(" == true", "", 24)}} => true
            {{string.Concat(Enumerable.Repeat("false ? false : ", 24))}}true => true
            {{new string('(', 32)}}7{{new string(')', 32)}} == 7 => true
            {{new string('!', 32)}}true => true
            {{new string('-', 32)}}19 == 19 => true
            {{new string('[', 12)}}'x'{{new string(']', 12)}}{{Repeated("[0]", "", 12)}} == 'x' => true
            {{Repeated("int(", "", 12)}}'7'{{new string(')', 12)}} == 7 => true
            [{{string.Join(", ", Enumerable.Range(0, 32))}}][31] == 31 => true
            {{"{"}}{{string.Join(", ", Enumerable.Range(0, 32).Select(n => $"'k{n}': {n}"))}}{{"}"}}.k31 == 31 => true
            """
        );

    public static TheoryData<string, string> Differences =>
        Rows(
            """
            1u == 1                                     => invalid
            b'a' == b'a'                                => invalid
            '''a''' == 'a'                              => invalid
            payload.`one` == 1                          => invalid
            matches('foobar', 'foo')                    => invalid
            type(1) == int                              => invalid
            timestamp.getHours() == 23                  => invalid
            {1: 2}[1] == 2                              => invalid
            {'a': 1}.all(k, k == 'a')                   => invalid
            [1].all(payload, payload == 1)              => invalid
            'horses' && false                           => invalid
            'a' == 1                                    => invalid
            7 in {'a': 1}                               => invalid
            int('x') == 1 || true                       => invalid
            duration('1us') > duration('0')             => invalid
            timestamp('2009-02-13T23:31:30.0004Z') == timestamp => true
            payload.max == 9223372036854775807          => true
            """
        );

    private static string MeaningOf(string expression)
    {
        var parsed = Condition.Parse(expression);
        return parsed.Condition?.Evaluate(Scope).ToString().Split(':')[0] ?? "invalid";
    }

    private static string Repeated(string text, string between, int times) => string.Join(between, Enumerable.Repeat(text, times));

    private static TheoryData<string, string> Rows(string table)
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.LastIndexOf("=>", StringComparison.Ordinal);
            rows.Add(line[..at].TrimEnd(), line[(at + 2)..].Trim());
        }
        return rows;
    }
}
