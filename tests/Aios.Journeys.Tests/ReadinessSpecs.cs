using System.Net;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What a probe hears of a node that may not take work.</summary>
public sealed class ReadinessSpecs : IDisposable
{
    private const string Playbook = """
        playbook {
          id = wait-for-word
          on { type = journey.wait }
          risk = reversible
          cooldown = 0s
          timeout = 2m
          retry { retries = 0 }
          steps = [{ id = wait, process = [/bin/cat, "PIPE"], undo = none }]
          verify { within = 20s, expect = "payload.n >= 0" }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_that_waits_for_its_last_step_is_not_ready_and_still_scraped()
    {
        var pipe = _folder.PathOf("pipe");
        Native.MakePipe(pipe);
        _folder.Write("data/playbooks/wait.conf", Playbook.Replace("PIPE", pipe, StringComparison.Ordinal));
        await using var node = await NodeProcess.In(Data, variables: Watcher.Open);
        using var watcher = await Watcher.Of(node);
        Assert.Empty(await watcher.Failing());
        using (var client = await node.Connect())
            Assert.Equal(0, (await client.Emit("journey.wait", "wait-1", new JsonObject { ["n"] = 1 })).Code);
        // Opens only when the step has opened the other end.
        var opened = Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write));
        await using (await opened.Waiting(Child.Patience, () => $"the step to read its pipe; {node.Child.Told()}"))
        {
            node.Child.Signal(Native.Terminate);
            var failing = await watcher.Failing("a node that stops is not ready", found => found.Count > 0);
            Assert.StartsWith("node: it stops", Assert.Single(failing), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await watcher.Status("/healthz"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await watcher.Status("/api/v1/runs"));
            Assert.Contains("\naios_ready 0\n", await watcher.Metrics(), StringComparison.Ordinal);
        }
        (await node.End()).With(0);
        Assert.Equal("node.stopped", node.Events()[^1].Type());
    }

    [Fact]
    public async Task A_node_whose_data_folder_was_moved_away_says_so()
    {
        await using var node = await NodeProcess.In(Data, variables: Watcher.Open);
        using var watcher = await Watcher.Of(node);
        Directory.Move(Data, Data + ".away");
        var failing = await watcher.Failing("a node without its folder is not ready", found => found.Count > 0);
        Assert.Contains(failing, why => why.StartsWith("folder: ", StringComparison.Ordinal));
        Directory.Move(Data + ".away", Data);
        await watcher.Failing("it is ready again", found => found.Count == 0);
    }

    [MountFact]
    public async Task A_node_on_a_full_disk_is_not_ready_until_there_is_space_again()
    {
        using var disk = new SmallDisk();
        await using var node = await NodeProcess.In(Path.Combine(disk.FullPath, "data"), variables: Watcher.Open);
        using var watcher = await Watcher.Of(node);
        using var client = await node.Connect();
        disk.Fill();
        var payload = new JsonObject { ["text"] = new string('x', 20_000) };
        for (var i = 0; (await client.Emit("journey.full", $"full-{i}", (JsonObject)payload.DeepClone())).Code == 0; i++)
            Assert.True(i < 100, "a full disk takes no hundred records");
        var failing = await watcher.Failing("a node on a full disk is not ready", found => found.Count > 0);
        Assert.Contains(failing, why => why.Contains("The disk is full", StringComparison.Ordinal));
        Assert.Contains("\naios_journal_available 0\n", await watcher.Metrics(), StringComparison.Ordinal);

        disk.Free();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        using var late = new CancellationTokenSource(Child.Patience);
        while ((await client.Emit("journey.after", "after")).Code != 0)
            await pace.WaitForNextTickAsync(late.Token);
        await watcher.Failing("it is ready again", found => found.Count == 0);
    }
}
