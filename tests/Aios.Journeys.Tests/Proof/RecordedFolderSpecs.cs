using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Proof;

/// <summary>Data folders that earlier versions left behind: every later version reads them, goes on with them, and says the same of them.</summary>
public sealed class RecordedFolderSpecs
{
    // Old as it is, it is not to be archived and deleted.
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["AIOS__JOURNAL__PLAIN_DAYS"] = "365",
        ["AIOS__JOURNAL__KEEP_DAYS"] = "3650",
    };

    private static readonly string[] Ends =
    [
        "run.verified",
        "run.rolled-back",
        "run.stuck",
        "run.cancelled",
        "run.denied",
        "run.expired",
        "run.shadowed",
    ];

    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "Recorded")).Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task What_an_earlier_version_recorded_is_read_and_gone_on_with(string name)
    {
        using var folder = new TemporaryFolder();
        var data = folder.PathOf("data");
        Copy(Path.Combine(AppContext.BaseDirectory, "Recorded", name), data);
        var (before, lines) = (EventsOnDisk.Read(data), EventsOnDisk.Files(data).SelectMany(File.ReadLines).ToList());
        var ends = before.Where(each => Ends.Contains(each.Type())).ToList();

        (await Cli.Run("events", "verify", "--data", data)).With(0);
        await using (var node = await NodeProcess.In(data, variables: Kept))
        {
            var runs = (await node.Run("runs", "ls", "--limit", "1000", "--json")).With(0).Items("aios.runs/1");
            Assert.Equal(
                ends.Select(each => (each.Said("run"), each.Type()["run.".Length..])).Order(),
                runs.Select(run => (run.Text("id"), run.Text("phase")!)).Order()
            );
            await node.Event("node.started", each => each.Type() == "node.started", before[^1].Seq());
            (await node.Terminate()).With(0);
        }

        (await Cli.Run("events", "verify", "--state", "--data", data)).With(0);
        Assert.Equal(lines, EventsOnDisk.Files(data).SelectMany(File.ReadLines).Take(lines.Count));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
