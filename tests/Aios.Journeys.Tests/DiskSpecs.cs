using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A disk that is read-only, full, or fills up under a running node.</summary>
public sealed class DiskSpecs
{
    private const int Failed = 1;
    private static readonly TimeSpan RetryPace = TimeSpan.FromMilliseconds(250);

    [MountFact]
    public async Task On_a_read_only_disk_the_node_does_not_start_and_says_why()
    {
        using var disk = new SmallDisk();
        disk.MakeReadOnly();
        var ended = (await Cli.Run("up", "--data", Path.Combine(disk.FullPath, "data"))).With(Failed);
        Assert.Contains(disk.FullPath, ended.Errors);
        Assert.Contains("Mount the file system writable, or choose another data folder", ended.Errors);
    }

    [OrdinaryUserFact]
    public async Task A_folder_that_may_not_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        const UnixFileMode readOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder.FullPath, readOnly | UnixFileMode.UserWrite);
        var closed = Directory.CreateDirectory(folder.PathOf("closed"), readOnly).FullName;
        var ended = (await Cli.RunAsOrdinaryUser("up", "--data", Path.Combine(closed, "data"))).With(Failed);
        Assert.Contains(closed, ended.Errors);
        Assert.Contains("or choose another data folder", ended.Errors);
    }

    [MountFact]
    public async Task On_a_full_disk_the_node_does_not_start_and_says_why()
    {
        using var disk = new SmallDisk();
        var data = Path.Combine(disk.FullPath, "data");
        await using (var node = await NodeProcess.In(data))
            (await node.Terminate()).With(0);
        disk.Fill();
        var ended = (await Cli.Run("up", "--data", data)).With(Failed);
        Assert.Contains("Free space on this file system", ended.Errors);

        disk.Free();
        await using var again = await NodeProcess.In(data);
        (await again.Terminate()).With(0);
        (await again.Run("events", "verify")).With(0);
    }

    [MountFact]
    public async Task A_disk_that_fills_up_is_an_honest_refusal_and_the_log_goes_on_when_there_is_space_again()
    {
        using var disk = new SmallDisk();
        await using var node = await NodeProcess.In(Path.Combine(disk.FullPath, "data"));
        using var client = await node.Connect();
        var payload = new JsonObject { ["text"] = new string('x', 20_000) };
        Assert.Equal(0, (await client.Emit("journey.before", "before")).Code);
        disk.Fill();
        // What is left of the log's last block takes a few more; each is either on record or refused.
        var acked = new List<string> { "before" };
        Answer refused;
        for (var i = 0; ; i++)
        {
            refused = await client.Emit("journey.full", $"full-{i}", (JsonObject)payload.DeepClone());
            if (refused.Code != 0)
                break;
            acked.Add($"full-{i}");
            Assert.True(i < 100, "a full disk takes no hundred records");
        }
        Assert.Equal(Failed, refused.Code);
        Assert.Contains("The disk is full", refused.Error);
        Assert.Contains("Free space on the file system of the data folder", refused.Error);
        Assert.Contains("The disk is full", (await node.Run("status")).Output);

        disk.Free();
        using var pace = new PeriodicTimer(RetryPace);
        Answer after;
        do after = await client.Emit("journey.after", "after");
        while (after.Code == Failed && await pace.WaitForNextTickAsync(new CancellationTokenSource(Child.Patience).Token));
        Assert.Equal(0, after.Code);
        (await node.Terminate()).With(0);
        (await node.Run("events", "verify")).With(0);
        var kept = node.Events()
            .Where(fact => fact.Type().StartsWith("journey.", StringComparison.Ordinal))
            .Select(fact => fact.Text("id"));
        Assert.Equal([.. acked, "after"], kept);
    }
}
