using System.Text.Json;
using Aios.Loop.Conditions;
using FsCheck;
using FsCheck.Fluent;

namespace Aios.Loop.Tests.Conditions;

public sealed class InterpreterSpecs
{
    private const string Payload = """
        { "i": 5, "big": 9223372036854775807, "d": 2.5, "s": "ab", "t": "\ud83d\ude00", "b": true, "n": null,
          "list": [1, 2.0, "a", null, true], "words": ["a", "b"] }
        """;

    private static readonly Dictionary<string, object?> Plain = new()
    {
        ["i"] = 5L,
        ["big"] = long.MaxValue,
        ["d"] = 2.5,
        ["s"] = "ab",
        ["t"] = "😀",
        ["b"] = true,
        ["n"] = null,
        ["list"] = new List<object?> { 1L, 2.0, "a", null, true },
        ["words"] = new List<object?> { "a", "b" },
    };

    [Fact]
    public void A_printed_tree_means_what_a_naive_interpreter_makes_of_it()
    {
        var scope = new FakeScope { ["payload"] = Value.Of(JsonElement.Parse(Payload)) };
        var counts = new Dictionary<string, int>();

        Prop.ForAll(
                Arb.From(Gen.Choose(1, 5).SelectMany(TreeGenerator.Condition)),
                tree =>
                {
                    var text = tree.ToString();
                    var expected = new NaiveInterpreter(Plain).Run(tree) is bool truth ? truth.ToString().ToLowerInvariant() : "error";
                    if (text.Length > 1000)
                        return;
                    counts[expected] = counts.GetValueOrDefault(expected) + 1;
                    var found = Example.Parsed(text).Evaluate(scope).ToString();
                    Assert.True(found.Split(':')[0] == expected, $"{text}\nis {found}\nnot {expected}");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20260131, 7).WithQuietOnSuccess(true));

        Assert.All(["true", "false", "error"], kind => Assert.True(counts[kind] > 100, $"only {counts[kind]} were {kind}"));
    }
}
