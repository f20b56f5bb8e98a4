using System.Text;
using Aios.Loop.Effects;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Gateway.Tests;

public sealed class HostileArgumentSpecs(ITestOutputHelper output)
{
    private const int Values = 10_000;
    private const int BatchBytes = 30_000;

    private static readonly string[] Seeds =
    [
        "$(reboot)",
        "`id`",
        "; rm -rf /",
        "| cat /etc/shadow",
        "&& true",
        "> /tmp/x",
        "\n/bin/sh\n",
        "'\"\\'",
        "--",
        "-rf",
        "--output=/etc/passwd",
        "%s%n%x",
        "${HOME}",
        "{{payload.pid}}",
        "{ from = payload.pid }",
        "~root",
        "*?[a-z]{b,c}",
        "!history",
        "\u202Egnp.exe",
        "\u200B\uFEFF",
        "𝄞é€",
        "\t \r\u0001\u001B[2J",
        "\u0085\u2028",
        "../../etc/passwd",
        "",
    ];

    [Fact]
    public async Task Ten_thousand_hostile_values_arrive_as_they_are()
    {
        const int Seed = 10_000;
        var evidence = new Evidence(output, "T17", Seed);
        var random = new Random(Seed);
        var door = Intents.RealDoor(new FakeLedger());
        var left = new Queue<string>(Enumerable.Range(0, Values).Select(_ => Value(random)));
        var arrived = 0;
        for (var attempt = 1; left.Count > 0; attempt++)
        {
            var batch = Batch(left);
            var outcome = await door.Execute(
                Intents.Of(new EffectAction.RunProcess(["/usr/bin/printf", "%s\\0", .. batch]), attempt: attempt)
            );

            Assert.Equal(EffectResult.Ok, outcome.Result);
            Assert.Equal(batch, outcome.Output.Split('\0')[..^1]);
            arrived += batch.Count;
        }

        Assert.Equal(Values, arrived);
        evidence.Write(
            new
            {
                Corpus = "arguments",
                Values,
                ArrivedAsTheyAre = arrived,
                Escapes = Values - arrived,
            }
        );
    }

    [Theory]
    [InlineData(0, "holds a NUL character")]
    [InlineData(1, "is no valid Unicode")]
    [InlineData(2, "has 1048576 bytes; at most 131071 are allowed")]
    public async Task What_cannot_arrive_as_it_is_is_refused(int which, string words)
    {
        string[] values = ["a\0b", "a\uD800b", new string('x', 1 << 20)];

        var outcome = await Intents.RealDoor(new FakeLedger()).Execute(Intents.Program("/bin/echo", values[which]));

        Assert.Equal(EffectResult.Refused, outcome.Result);
        Assert.Contains(words, outcome.Detail);
    }

    private static List<string> Batch(Queue<string> left)
    {
        var batch = new List<string>();
        for (var bytes = 0; left.TryPeek(out var next) && (bytes += Encoding.UTF8.GetByteCount(next) + 1) <= BatchBytes; )
            batch.Add(left.Dequeue());
        return batch;
    }

    private static string Value(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Seeds[random.Next(Seeds.Length)])) + (char)random.Next(1, 0xD800);
}
