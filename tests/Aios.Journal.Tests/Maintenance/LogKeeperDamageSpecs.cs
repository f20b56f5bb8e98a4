using Aios.Journal.Log;
using Aios.Journal.Maintenance;

namespace Aios.Journal.Tests.Maintenance;

/// <summary>Files that were changed, cut or lost behind the keeper's back.</summary>
public sealed class LogKeeperDamageSpecs : IDisposable
{
    private static readonly JournalSettings Settings = JournalSettings.Default with { PlainDays = 2, KeepDays = 5 };

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("events/summaries/2026-03-14.json", "before")]
    [InlineData("events/summaries/2026-03-16.json", "prev")]
    public void A_changed_summary_is_found(string name, string what)
    {
        _folder.FillDays(9, 10);
        Run();
        var text = File.ReadAllText(_folder.Data.PathOf(name));
        var at = text.IndexOf("\"last_hash\":\"", StringComparison.Ordinal) + 20;
        File.WriteAllText(_folder.Data.PathOf(name), text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);

        Assert.Equal(what, Verify()!.What);
    }

    [Fact]
    public void A_damaged_archive_and_a_missing_one_are_found_by_the_start_and_by_verify()
    {
        _folder.FillDays(6, 40);
        Run();
        var path = _folder.Data.PathOf("events/archive/2026-03-15.jsonl.gz");
        var whole = File.ReadAllBytes(path);
        var random = new Random(20260320);
        for (var round = 0; round < 200; round++)
        {
            var damaged = whole.ToArray();
            // The first twenty bytes hold times, flags and lengths that mean nothing for the content.
            damaged[random.Next(ArchiveFile.MemberHeader, whole.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, damaged);
            Assert.NotNull(Verify());
        }
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.Throws<LogCorruptException>(() => _folder.Open());
        File.Delete(path);
        Assert.Equal("seq", Assert.Throws<LogCorruptException>(() => _folder.Open()).Fault.What);
    }

    [Fact]
    public void A_day_with_a_broken_chain_is_neither_archived_nor_deleted()
    {
        _folder.FillDays(8, 10);
        var path = _folder.Data.PathOf("events/2026-03-14.jsonl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("sensor/cpu", "sensor/gpu", StringComparison.Ordinal));
        _folder.Data.Replace("metrics/2026-01-01.bin", "x"u8);
        for (var day = 1; day <= 31; day++)
            _folder.Data.Replace($"metrics/2026-03-{day:00}.bin", "x"u8);
        var keeper = new LogKeeper(_folder.Data, Settings);

        var report = keeper.Run(_folder.Day);

        Assert.Contains("events/2026-03-14.jsonl:1: hash", Assert.Single(report.Faults), StringComparison.Ordinal);
        Assert.Equal(report.Faults[0], keeper.Trouble);
        Assert.Empty(report.Deleted);
        Assert.Equal(["2026-03-15", "2026-03-16", "2026-03-17", "2026-03-18"], report.Archived);
        Assert.Equal(["2026-01-01"], report.MetricDaysDeleted);
        Assert.True(File.Exists(path));
        Assert.Empty(_folder.Data.List("events/summaries"));

        Assert.NotEmpty(new LogKeeper(_folder.Data, Settings with { KeepDays = 30 }).Run(_folder.Day).Faults);
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(19)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void An_archive_whose_members_have_impossible_lengths_is_read_without_an_index(int length)
    {
        _folder.FillDays(4, 10);
        Run();
        var path = _folder.Data.PathOf("events/archive/2026-03-14.jsonl.gz");
        var bytes = File.ReadAllBytes(path);
        BitConverter.TryWriteBytes(bytes.AsSpan(16), length);
        File.WriteAllBytes(path, bytes);
        File.Delete(_folder.Data.PathOf("events/index/2026-03-14.jsonl.gz.idx"));

        Assert.Empty(Run().Faults);

        Assert.Empty(_folder.Data.List("events/index", "14.jsonl.gz.idx"));
        Assert.Equal(40, new EventLogReader(_folder.Data).From(1).Count());
    }

    private MaintenanceReport Run() => new LogKeeper(_folder.Data, Settings).Run(_folder.Day);

    private LogFault? Verify() => new EventLogReader(_folder.Data).Verify().Fault;
}
