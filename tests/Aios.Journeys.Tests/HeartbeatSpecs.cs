using System.Globalization;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A beat in a process of its own, without a node.</summary>
public sealed class HeartbeatSpecs
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("--full", 1)]
    [InlineData("--debug", 1)]
    [InlineData("--count 2", 2)]
    public async Task Each_beat_is_a_line_and_the_exit_code_says_what_the_lines_say(string words, int beats)
    {
        var ended = await Cli.Run(["heartbeat", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        var lines = ended.Output.Split('\n').Where(line => !line.StartsWith(' ')).ToList();
        Assert.Equal(beats, lines.Count);
        Assert.All(lines, line => Assert.True(IsOk(line) || line.StartsWith("AIOS_ALERT", StringComparison.Ordinal), line));
        ended.With(lines.All(IsOk) ? 0 : 2);
        Assert.Equal(words == "--debug", ended.Output.Contains("\n  ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scripts_get_the_beat_as_JSON()
    {
        var ended = await Cli.Run("heartbeat", "--json", "--full");
        var beat = Assert.Single(ended.Items("aios.heartbeat/1"));
        ended.With(beat.GetProperty("ok").GetBoolean() ? 0 : 2);
        Assert.InRange(beat.GetProperty("memory_percent").GetDouble(), 0, 100);
        Assert.True(beat.GetProperty("duration_ms").GetDouble() > 0);
    }

    [Fact]
    public async Task The_benchmark_shows_the_three_ways_to_beat_and_the_fast_one_is_the_fastest()
    {
        var variables = new Dictionary<string, string> { ["COLUMNS"] = "160" };
        var table = (await Cli.Run(["bench", "heartbeat"], variables)).With(0);
        string[] ways = ["blocking 1 s sample", "full: ", "fast: "];
        Assert.All(ways, way => Assert.Contains(way, table.Output));
        var fast = table.Output.Split('\n').Single(line => line.Contains(ways[^1], StringComparison.Ordinal));
        Assert.Equal(1, double.Parse(fast.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture));
    }

    private static bool IsOk(string line) => line.StartsWith("HEARTBEAT_OK", StringComparison.Ordinal);
}
