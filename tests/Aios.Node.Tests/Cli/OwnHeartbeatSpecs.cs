using System.Text.Json;
using Aios.Node.Cli;
using Aios.Node.Cli.Heartbeat;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Cli;

public sealed class OwnHeartbeatSpecs
{
    [Fact]
    public void A_heartbeat_prints_one_line_per_beat_and_its_code_says_whether_all_were_well()
    {
        using var output = new MemoryStream();
        var code = FastPath.TryRun(["heartbeat", "--count", "3"], () => output);
        var lines = System.Text.Encoding.UTF8.GetString(output.ToArray()).TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^(HEARTBEAT_OK|AIOS_ALERT:.+%) \(\d+\.\d{1,2}ms\)$", line));
        Assert.Equal(lines.All(line => line.StartsWith("HEARTBEAT_OK", StringComparison.Ordinal)) ? 0 : 2, code);
    }

    [Fact]
    public void A_beat_of_the_bench_that_is_cut_short_is_no_figure()
    {
        using var reader = new BeatReader();
        Assert.Throws<OperationCanceledException>(() => HeartbeatBench.Block(reader, TimeProvider.System, new CancellationToken(true)));
    }

    [Fact]
    public void The_fast_path_gives_the_same_json_as_the_command_tree()
    {
        using var output = new MemoryStream();
        FastPath.TryRun(["heartbeat", "--json", "--full", "--count", "2"], () => output);
        var root = JsonElement.Parse(output.ToArray());
        Assert.Equal(2, root.GetProperty("items").GetArrayLength());
        Assert.All(root.GetProperty("items").EnumerateArray(), item => SchemaCheck.Assert(root.GetProperty("schema").GetString()!, item));
    }

    [Theory]
    [InlineData("heartbeat --watch")]
    [InlineData("heartbeat stats")]
    [InlineData("heartbeat --count 0")]
    [InlineData("heartbeat --help")]
    [InlineData("status")]
    [InlineData("")]
    public void Everything_else_is_left_to_the_command_tree(string line) =>
        Assert.Null(FastPath.TryRun(line.Split(' '), () => throw new InvalidOperationException("nothing may be written")));
}
