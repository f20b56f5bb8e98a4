using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

public sealed class NodeLifeSpecs
{
    [Fact]
    public async Task A_node_shows_its_tree_says_ready_and_leaves_an_intact_log_when_told_to_stop()
    {
        await using var node = await NodeProcess.Up();
        var ended = (await node.Terminate()).With(0);

        var ready = Assert.Single(ended.Output.Split('\n'), line => line.StartsWith("READY ", StringComparison.Ordinal));
        Assert.Contains($"data={node.Data} ", ready);
        Assert.Contains($"pid={node.Pid} ", ready);
        string[] tree = ["journal", "heartbeat", "sensors", "scheduler", "runs", "reactor", "verifier", "score", "drain"];
        Assert.All(tree, actor => Assert.Contains($"─ {actor}\n", ended.Output));
        Assert.Equal("node.stopped", node.Events()[^1].Type());
        var verified = (await node.Run("events", "verify", "--json")).With(0).Items("aios.verify/1")[0];
        Assert.Equal(JsonValueKind.True, verified.GetProperty("intact").ValueKind);
        Assert.Equal(node.Events().Count, verified.GetProperty("records").GetInt64());
    }

    [Fact]
    public async Task A_node_that_starts_again_keeps_its_name_counts_its_starts_and_saw_no_crash()
    {
        await using var first = await NodeProcess.Up();
        Assert.NotEqual("", (await first.Run("heartbeat", "--watch", "--count", "1")).Output);
        (await first.Terminate()).With(0);
        await using var second = await NodeProcess.In(first.Data);
        var today = (await second.Run("heartbeat", "stats", "--days", "2", "--json")).With(0).Items("aios.heartbeat_stats/1")[^1];
        Assert.True(today.GetProperty("beats").GetInt64() > 0, $"the beats of before are kept: {today}");
        (await second.Terminate()).With(0);
        var starts = second.Events().Where(fact => fact.Type() == "node.started").ToList();
        Assert.Equal(["1", "2"], starts.Select(fact => fact.Text("epoch")));
        Assert.Single(starts.Select(fact => fact.Text("node")).Distinct());
        Assert.DoesNotContain(second.Events(), fact => fact.Type() == "node.crashed");
    }

    [Fact]
    public async Task A_folder_with_a_long_path_has_its_socket_elsewhere_and_is_reached_all_the_same()
    {
        using var folder = new TemporaryFolder();
        using var runtime = new TemporaryFolder();
        var data = folder.PathOf($"{new string('a', 60)}/{new string('b', 60)}");
        Directory.CreateDirectory(data);
        var variables = new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = runtime.FullPath };
        await using var node = await NodeProcess.In(data, variables: variables);
        Assert.StartsWith(runtime.FullPath, NodeSocket.PathOf(data));
        Assert.True(File.Exists(NodeSocket.PathOf(data)));
        Assert.Equal(data, (await node.Run("status", "--json")).Items("aios.status/1")[0].GetProperty("data").GetString());
        (await node.Terminate()).With(0);
    }

    [Fact]
    public async Task Without_a_node_a_verb_says_how_to_start_one()
    {
        using var folder = new TemporaryFolder();
        foreach (var data in (string[])[folder.FullPath, folder.PathOf("none")])
        {
            var ended = (await Cli.Run("status", "--data", data)).With(4);
            Assert.Contains($"no node runs in {data}; start one with: aios up --data {data}", ended.Errors);
            Assert.Equal("", ended.Output);
        }
    }
}
