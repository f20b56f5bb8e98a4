using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A data folder in use, damaged, or not to be written.</summary>
public sealed class DataFolderSpecs
{
    private const int Failed = 1;

    [Fact]
    public async Task A_start_that_fails_at_its_last_door_ends_in_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write("aios.sock", "mine");
        Assert.Contains("is in the way and is no socket", (await Cli.Run("up", "--data", folder.FullPath)).With(1).Errors);
        Assert.Equal("node.stopped", EventsOnDisk.Read(folder.FullPath)[^1].Type());
    }

    [Fact]
    public async Task A_second_node_is_turned_away_with_the_pid_of_the_first()
    {
        await using var first = await NodeProcess.Up();
        var second = (await Cli.Run("up", "--data", first.Data)).With(Failed);
        Assert.Contains(first.Data, second.Errors);
        Assert.Contains($"{first.Pid}", second.Errors);
        Assert.NotEqual(70, (await first.Run("status")).Code);
        (await first.Terminate()).With(0);
    }

    [Fact]
    public async Task A_torn_last_line_is_cut_and_told_and_the_log_goes_on()
    {
        await using var first = await NodeProcess.Up();
        (await first.Terminate()).With(0);
        var file = EventsOnDisk.Files(first.Data)[^1];
        var before = File.ReadAllText(file);
        const string torn = """{"v":1,"seq":999,"id":"half""";
        File.AppendAllText(file, torn);

        await using var second = await NodeProcess.In(first.Data);
        await second.Line(
            "what was cut",
            line => line.Contains($"a torn last line of {torn.Length} bytes was cut", StringComparison.Ordinal)
        );
        (await second.Terminate()).With(0);
        Assert.StartsWith(before, File.ReadAllText(file));
        (await second.Run("events", "verify")).With(0);
        var started = second.Events().Last(fact => fact.Type() == "node.started");
        Assert.Equal($"{torn.Length}", started.Said("torn_bytes_cut"));
    }

    [Fact]
    public async Task A_flipped_byte_in_the_middle_stops_the_start_and_nothing_of_the_log_is_changed()
    {
        await using var node = await NodeProcess.Up();
        using (var client = await node.Connect())
            foreach (var id in (string[])["one", "two", "three"])
                Assert.Equal(0, (await client.Emit("journey.flip", id)).Code);
        (await node.Terminate()).With(0);
        var file = EventsOnDisk.Files(node.Data)[^1];
        var lines = File.ReadAllText(file).Split('\n');
        var at = Array.FindIndex(lines, line => line.Contains("\"id\":\"two\"", StringComparison.Ordinal));
        var seq = JsonElement.Parse(lines[at]).Seq();
        lines[at] = lines[at].Replace("journey.flip", "journey.flap", StringComparison.Ordinal);
        File.WriteAllText(file, string.Join('\n', lines));
        var damaged = File.ReadAllBytes(file);

        var ended = (await Cli.Run("up", "--data", node.Data)).With(Failed);
        var place = $"events/{Path.GetFileName(file)}:{at + 1}";
        Assert.Contains(place, ended.Errors);
        Assert.Contains($"record {seq} ", ended.Errors);
        var verified = (await node.Run("events", "verify")).With(Failed);
        Assert.Contains(place, verified.Errors);
        Assert.Equal(damaged, File.ReadAllBytes(file));
        Assert.Equal([file], EventsOnDisk.Files(node.Data));
    }

    [Fact]
    public async Task A_file_in_place_of_the_data_folder_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("data", "not a folder");
        var ended = (await Cli.Run("up", "--data", file)).With(Failed);
        Assert.Contains(file, ended.Errors);
        Assert.Equal("not a folder", File.ReadAllText(file));
    }
}
