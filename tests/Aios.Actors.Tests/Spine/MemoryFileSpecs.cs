using System.Text;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Log;
using Aios.Loop.Effects;
using Aios.Loop.Overrides;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Machine;

namespace Aios.Actors.Tests.Spine;

public class MemoryFileSpecs : ActorSpecs
{
    private readonly List<RecordedEvent> _records = [];

    private Recollection Told => _records.Aggregate(Recollection.Empty, (told, record) => told.Apply(record));

    [Fact]
    public async Task What_is_kept_is_read_again_as_it_was()
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);

        var file = new MemoryFile(Folder.Data, every: 10);
        Assert.Null(Structure.Difference(Told, file.Read()));
        Assert.Equal((Told.Seq, null), (file.KeptSeq, file.Unused));
    }

    [Fact]
    public async Task Where_nothing_is_kept_nothing_is_said()
    {
        await Record();
        var file = new MemoryFile(Folder.Data);

        Assert.Null(file.Read());
        Assert.Equal((0, null), (file.KeptSeq, file.Unused));
    }

    [Fact]
    public async Task It_is_kept_again_only_when_enough_has_come_since_and_sooner_at_the_end()
    {
        await Record();
        var file = new MemoryFile(Folder.Data, every: 100);
        file.Keep(Told);
        Assert.Equal(0, file.KeptSeq);
        file.Keep(Told, isLast: true);
        Assert.Equal(Told.Seq, file.KeptSeq);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task What_is_damaged_is_not_read(int at)
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);
        var bytes = Folder.Data.ReadAll(MemoryFile.Name)!;
        bytes[at] ^= 1;
        Folder.Data.Replace(MemoryFile.Name, bytes);

        Refuses(Folder, "");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(400)]
    public async Task What_ends_early_is_not_read(int length)
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);
        Folder.Data.Replace(MemoryFile.Name, Folder.Data.ReadAll(MemoryFile.Name)![..length]);

        Refuses(Folder, "damaged");
    }

    [Fact]
    public void What_cannot_be_opened_is_not_read()
    {
        Directory.CreateDirectory(Folder.Data.PathOf(MemoryFile.Name));

        Refuses(Folder, "");
    }

    [Fact]
    public async Task What_other_code_wrote_is_not_read()
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);
        var text = Encoding.UTF8.GetString(Folder.Data.ReadAll(MemoryFile.Name)!);
        Folder.Data.Replace(MemoryFile.Name, Encoding.UTF8.GetBytes(new string('0', 64) + text[64..]));

        Refuses(Folder, "another version");
    }

    [Fact]
    public async Task What_is_of_another_log_is_not_read()
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);
        var kept = Folder.Data.ReadAll(MemoryFile.Name)!;
        using var other = new NodeFolder(Clock);
        other.Data.Replace(MemoryFile.Name, kept);
        Refuses(other, $"no record {Told.Seq}");

        await other.Log.Append([.. Enumerable.Range(0, 50).Select(i => Samples.Event("app.full", id: $"other-{i}"))]);
        Refuses(other, "another log");
    }

    [Fact]
    public async Task What_the_log_does_not_have_yet_is_not_kept()
    {
        await Record();
        var file = new MemoryFile(Folder.Data, every: 10);

        file.Keep(Told with { Seq = Told.Seq + 1 });

        Assert.Contains($"no record {Told.Seq + 1}", file.Unused, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.Data.PathOf(MemoryFile.Name)));
    }

    [Fact]
    public async Task What_would_be_too_long_is_neither_kept_nor_read()
    {
        await Record();
        var file = new MemoryFile(Folder.Data, every: 10, longest: 2_000);
        file.Keep(Told);
        Assert.Contains("at most 2000", file.Unused, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.Data.PathOf(MemoryFile.Name)));

        await Record("run-3", "run-4");
        new MemoryFile(Folder.Data, every: 10).Keep(Told);
        Refuses(Folder, "allowed are 2000", longest: 2_000);
    }

    [Fact]
    public async Task A_disk_that_fails_leaves_the_older_one_and_nothing_half_written()
    {
        await Record();
        var disk = new PoorDisk();
        var file = new MemoryFile(DataFolder.OpenOrCreate(Folder.Data.FullPath, disk), every: 10);
        file.Keep(Told);
        var first = Told;
        await Record("run-3", "run-4");

        disk.Fails = true;
        file.Keep(Told);
        Assert.Contains("as asked", file.Unused, StringComparison.Ordinal);
        Assert.DoesNotContain(Folder.Data.List("events"), name => name.EndsWith(DataFolder.TemporarySuffix, StringComparison.Ordinal));
        Assert.Null(Structure.Difference(first, new MemoryFile(Folder.Data).Read()));

        disk.Fails = false;
        file.Keep(Told);
        Assert.Equal(first.Seq, file.KeptSeq);
        file.Keep(Told, isLast: true);
        Assert.Null(Structure.Difference(Told, new MemoryFile(Folder.Data).Read()));
    }

    [Fact]
    public async Task On_a_disk_that_is_nearly_full_nothing_is_kept()
    {
        await Record();
        var disk = new PoorDisk { Available = MemoryFile.LeastRoom - 1 };
        var file = new MemoryFile(DataFolder.OpenOrCreate(Folder.Data.FullPath, disk), every: 10);

        file.Keep(Told);

        Assert.Contains("are free", file.Unused, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.Data.PathOf(MemoryFile.Name)));
    }

    private static void Refuses(NodeFolder folder, string why, int longest = MemoryFile.LongestBytes)
    {
        var file = new MemoryFile(folder.Data, longest: longest);
        Assert.Null(file.Read());
        Assert.Equal(0, file.KeptSeq);
        Assert.Contains("not used: ", file.Unused, StringComparison.Ordinal);
        Assert.Contains(why, file.Unused, StringComparison.Ordinal);
    }

    /// <summary>A run that is over, one that is not, settings that it changed, an alert that stands, and a sign of trouble.</summary>
    private async Task Record(string first = "run-1", string second = "run-2")
    {
        var (over, open) = (Samples.Plan(first), Samples.Plan(second));
        Event[] facts =
        [
            Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"),
            Samples.Event("app.full", severity: Severity.Error),
            Samples.Written(Shell, over, new RunProtocol.Planned(over, 1)),
            Samples.Written(Shell, open, new RunProtocol.Planned(open, 2)),
            Samples.Written(Shell, over, new RunProtocol.StepStarted("tell", 1, 3)),
            Samples.Written(Shell, over, new RunProtocol.StepSucceeded("tell", 1, "done", 1, 4)),
            Samples.Written(Shell, over, new RunProtocol.Ended(RunPhase.Verified, "it holds", 5)),
            Set("aios.scheduler.max-concurrent", "3"),
            Set("aios.scheduler.max-concurrent", "2"),
            Set("aios.log.level", "debug"),
            .. Enumerable.Range(0, 10).Select(i => Samples.Event("app.tick", id: $"tick-{first}-{i}")),
        ];
        _records.AddRange(((AppendResult.Stored)await Folder.Log.Append(facts)).Records);

        Event Set(string key, string value)
        {
            var fact = new OverridesProtocol.SettingChanged(key, value, over.Id, $"set-{value}", 6);
            var (type, severity, payload) = OverrideCodec.Write(fact);
            return Shell.Note(type, OverrideCodec.Source, severity, payload);
        }
    }

    private sealed class PoorDisk : KernelDisk
    {
        public bool Fails { get; set; }

        public long Available { get; init; } = long.MaxValue;

        public override void SyncFolder(string path)
        {
            if (Fails)
                throw new IOException("as asked");
            base.SyncFolder(path);
        }

        public override DiskSpace SpaceOf(string path) => base.SpaceOf(path) with { AvailableBytes = Available };
    }
}
