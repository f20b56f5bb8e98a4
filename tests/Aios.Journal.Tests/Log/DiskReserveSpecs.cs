using System.Diagnostics;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Log;

public sealed class DiskReserveSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly FailingDisk _disk = new();
    private readonly FakeRoom _room = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task On_a_full_disk_the_room_is_given_up_and_only_what_cannot_wait_is_taken()
    {
        using var log = Open();
        await log.Append([Of(1, Priority.P3)]);
        _disk.Fails = (_, what) => what == "write" && _room.IsKept ? DiskErrors.Full : null;

        var refused = (await log.Append([Of(2, Priority.P3)])).Refusal<LogUnavailable>();

        Assert.Contains($"until {2 * FakeRoom.Size} bytes are free", refused.Reason, StringComparison.Ordinal);
        Assert.Equal((false, refused), (_room.IsKept, log.Trouble));
        (await log.Append([Of(3, Priority.P2)])).Refusal<LogUnavailable>();
        Assert.Equal("2", (await log.Append([Of(4, Priority.P0)])).Seqs());
        Assert.Equal("3 4", (await log.Append([Of(5, Priority.P1), Of(6, Priority.P3)])).Seqs());
        Assert.Equal("5", (await log.Append([Of(7, Priority.P3) with { Type = "run.planned", Source = "aios/run" }])).Seqs());
        (await log.Append([Of(8, Priority.P3) with { Type = "run.planned", Source = "somebody" }])).Refusal<LogUnavailable>();
        Assert.Equal(5, log.Reader().Verify() is { Fault: null } report ? report.Records : 0);
    }

    [Fact]
    public async Task When_twice_the_room_is_free_it_is_kept_again_and_everything_is_taken()
    {
        using var log = Open();
        _disk.Fails = (_, what) => what == "write" && _room.IsKept ? DiskErrors.Full : null;
        (await log.Append([Of(1, Priority.P3)])).Refusal<LogUnavailable>();
        _disk.Fails = (_, _) => null;
        _room.FreeBytes = 2 * FakeRoom.Size - 1;
        (await log.Append([Of(2, Priority.P3)])).Refusal<LogUnavailable>();
        _room.FreeBytes++;

        Assert.Equal("1", (await log.Append([Of(3, Priority.P3)])).Seqs());
        Assert.Equal((true, null), (_room.IsKept, log.Trouble));
    }

    [Fact]
    public async Task Room_whose_giving_up_fails_half_way_is_kept_again_as_any_other()
    {
        using var log = Open();
        _disk.Fails = (_, what) => what == "write" && _room.IsKept ? DiskErrors.Full : null;
        _room.ReleaseFails = true;

        (await log.Append([Of(1, Priority.P0)])).Refusal<LogUnavailable>();
        Assert.False(_room.IsKept);
        _disk.Fails = (_, _) => null;
        _room.FreeBytes = 2 * FakeRoom.Size;

        Assert.Equal("1", (await log.Append([Of(2, Priority.P3)])).Seqs());
        Assert.Equal((true, null), (_room.IsKept, log.Trouble));
    }

    [Fact]
    public async Task When_even_the_room_is_used_up_everything_is_refused_until_there_is_space()
    {
        using var log = Open();
        _disk.Fails = (_, what) => what == "write" ? DiskErrors.Full : null;

        Assert.Contains("No space", (await log.Append([Of(1, Priority.P0)])).Refusal<LogUnavailable>().Reason, StringComparison.Ordinal);
        _disk.Fails = (_, _) => null;
        Assert.Equal("1", (await log.Append([Of(2, Priority.P0)])).Seqs());
    }

    [Fact]
    public async Task A_disk_that_fails_otherwise_gives_up_no_room()
    {
        using var log = Open();
        _disk.Fails = (_, what) => what == "sync" ? DiskErrors.InputOutput : null;

        (await log.Append([Of(1, Priority.P0)])).Refusal<LogUnavailable>();

        Assert.True(_room.IsKept);
    }

    [Fact]
    public async Task A_start_on_a_full_disk_knows_it()
    {
        _room.FreeBytes = FakeRoom.Size;
        using var log = Open();

        (await log.Append([Of(1, Priority.P3)])).Refusal<LogUnavailable>();
        Assert.Equal("1", (await log.Append([Of(2, Priority.P1)])).Seqs());
    }

    [Fact]
    public void The_room_is_really_taken_and_given_back_when_none_is_wanted()
    {
        var path = _folder.Data.PathOf(ReserveFile.Name);
        using (_folder.Open())
            Assert.Equal((16 << 20, true), (new FileInfo(path).Length, BlocksOf(path) >= 16 << 20));
        using (EventLog.Open(_folder.Data, _folder.Options() with { Settings = new() { ReserveBytes = 0 } }))
            Assert.False(File.Exists(path));
    }

    [RootFact]
    [Trait("Category", "Slow")]
    public async Task A_real_full_disk_refuses_goes_on_by_itself_and_loses_nothing_acknowledged()
    {
        using var disk = new SmallDisk("2m");
        var data = DataFolder.OpenOrCreate(disk.Path);
        var options = _folder.Options();
        var acked = new List<string>();
        using (var log = EventLog.Open(data, options))
        {
            var number = 0;
            Assert.Equal(2 << 20 >> 3, new FileInfo(data.PathOf(ReserveFile.Name)).Length);
            while (await Append(log, number++, Priority.P3, acked) is AppendResult.Stored) { }
            for (var i = 0; i < 40; i++)
                (await Append(log, number++, Priority.P0, acked)).Stored();
            (await Append(log, number++, Priority.P3, acked)).Refusal<LogUnavailable>();
            while (await Append(log, number++, Priority.P0, acked) is AppendResult.Stored) { }
            disk.Resize("8m");

            var healed = TimeProvider.System.GetTimestamp();
            _folder.Time.Advance(TimeSpan.FromSeconds(1));
            (await Append(log, number++, Priority.P3, acked)).Stored();
            Assert.InRange(TimeProvider.System.GetElapsedTime(healed), TimeSpan.Zero, TimeSpan.FromSeconds(2));
            Assert.Null(log.Trouble);
        }

        using var again = EventLog.Open(data, options);
        Assert.Equal((0, (long)acked.Count), (again.Recovery.CutBytes, again.Recovery.LastSeq));
        Assert.Equal(acked, again.Reader().From(1).Select(record => record.Event.Id.Value));
        Assert.Null(again.Reader().Verify().Fault);
    }

    private static async Task<AppendResult> Append(EventLog log, int number, Priority priority, List<string> acked)
    {
        var fact = Facts.Of(number, priority, $$"""{"filler":"{{new string('x', 4_000)}}"}""");
        var result = await log.Append([fact]);
        if (result is AppendResult.Stored)
            acked.Add(fact.Id.Value);
        return result;
    }

    private static Event Of(int number, Priority priority) => Facts.Of(number, priority);

    private static long BlocksOf(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("stat", ["-c", "%b %B", path]) { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        return long.Parse(words[0]) * long.Parse(words[1]);
    }

    private EventLog Open() =>
        EventLog.Open(
            DataFolder.OpenOrCreate(_folder.Data.FullPath, _disk),
            _folder.Options() with
            {
                Settings = new() { RetryInterval = TimeSpan.Zero },
            },
            later: null,
            _room
        );

    private sealed class FakeRoom : IDiskRoom
    {
        public const long Size = 1_000;

        public long Bytes => Size;

        public bool IsKept { get; private set; }

        public long FreeBytes { get; set; } = 2 * Size;

        public void Keep() => IsKept = true;

        /// <summary>It is given up, but its name cannot be brought to the disk.</summary>
        public bool ReleaseFails { get; set; }

        public void Release()
        {
            (IsKept, FreeBytes) = (false, Size);
            if (ReleaseFails)
                throw DiskErrors.InputOutput;
        }
    }

    private sealed class SmallDisk : IDisposable
    {
        public SmallDisk(string size) => Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path);

        public string Path { get; } = Directory.CreateTempSubdirectory("aios-disk-").FullName;

        public void Resize(string size) => Run("mount", "-o", $"remount,size={size}", Path);

        public void Dispose()
        {
            Run("umount", Path);
            Directory.Delete(Path);
        }

        private static void Run(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
