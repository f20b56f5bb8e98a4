using System.Text.Json;
using System.Text.RegularExpressions;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Live;

namespace Aios.Office.Tests.Live;

/// <summary>The frames as they are written are those that are promised, and each member that is promised is described.</summary>
public sealed partial class GoldenSpecs
{
    private const string Boot = "0123456789abcdef";

    private static DateTimeOffset At(int ms) => new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero).AddMilliseconds(ms);

    private static LiveStream Stream(string topic, string name, bool isSlow = false) =>
        new(new StreamKey(topic, "", Severity.Info, VerbRole.Viewer, isSlow), null, name, Boot);

    private static Subscription Asked(string id) => new(id, "", "", "", null);

    [Theory]
    [InlineData("ready")]
    [InlineData("snapshot")]
    [InlineData("delta")]
    [InlineData("beat")]
    [InlineData("bye")]
    public void What_is_written_is_what_is_promised(string kind)
    {
        var (promised, written) = (Golden.Frame(kind), Written(kind).Memory);
        Assert.True(
            JsonElement.DeepEquals(promised, JsonElement.Parse(written.Span)),
            $"promised: {promised}\nwritten: {System.Text.Encoding.UTF8.GetString(written.Span)}"
        );
    }

    private static Frame Written(string kind) =>
        kind switch
        {
            "ready" => Frames.Ready(
                Boot,
                TimeSpan.FromSeconds(5),
                VerbRole.Operator,
                [
                    new Follow(Asked("r"), Stream("runs", "runs.1"), null),
                    new Follow(Asked("e"), Stream("events", "events.2", isSlow: true), null),
                    new Follow(Asked("x"), null, "there is no topic 'x'"),
                ]
            ),
            "snapshot" => Frames.Snapshot("runs.1", Boot, 7, At(250), Rows("snapshot")),
            "delta" => Frames.Delta("runs.1", 7, 8, At(1_000), Changed.Count, Changed),
            "beat" => Frames.Beat(Boot, At(5_000), [("runs.1", 8), ("events.2", 41)]),
            _ => Frames.Bye(Farewell.Shutdown),
        };

    private static Changes Changed =>
        new(
            Rows("delta"),
            [new Change("disk-cleanup-1", "phase", JsonElement.Parse("\"verifying\"")), new Change("disk-cleanup-1", "step", null)],
            ["disk-cleanup-2"]
        );

    [Fact]
    public void Every_member_is_described_and_every_member_that_is_demanded_is_there()
    {
        foreach (var kind in Golden.Kinds)
        {
            var (demanded, described) = Schema(kind);
            var members = Golden.Frame(kind).EnumerateObject().Select(member => member.Name).ToList();
            Assert.Empty(members.Except(described));
            Assert.Empty(demanded.Except(members));
        }
    }

    [Fact]
    public void Every_topic_is_described()
    {
        var line = Description().Split('\n').First(each => each.Contains("enum: [overview", StringComparison.Ordinal));
        Assert.Equal(Topics.All.Keys.Order(StringComparer.Ordinal), Names(line).Order(StringComparer.Ordinal));
    }

    // Of the description what is needed here: a schema's own members are the names six blanks in, below its "properties".
    private static (IReadOnlyList<string> Demanded, IReadOnlyList<string> Described) Schema(string kind)
    {
        var lines = Description().Split('\n').SkipWhile(line => line != "  schemas:").SkipWhile(line => line != $"    {kind}:").Skip(1);
        var own = lines.TakeWhile(line => line.StartsWith("      ", StringComparison.Ordinal)).ToList();
        return (
            Names(own.First(line => line.StartsWith("      required:", StringComparison.Ordinal))),
            [.. own.Select(line => Member().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)]
        );
    }

    private static List<string> Names(string line) => [.. line.Split('[')[1].TrimEnd(']').Split(", ")];

    private static string Description()
    {
        using var stream = typeof(OfficeServer).Assembly.GetManifestResourceStream("asyncapi.yaml")!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static List<KeyValuePair<string, JsonElement>> Rows(string kind) =>
        [.. Golden.Frame(kind).GetProperty("rows").EnumerateObject().Select(row => KeyValuePair.Create(row.Name, row.Value))];

    [GeneratedRegex(@"^ {8}(\w+):$")]
    private static partial Regex Member();
}
