using System.IO.Compression;
using System.Text.Json;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Maintenance;

public sealed class LogKeeperSpecs : IDisposable
{
    private static readonly JournalSettings Settings = JournalSettings.Default with { PlainDays = 2, KeepDays = 5 };

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Days_go_from_plain_to_archive_to_summary_and_the_chain_goes_on()
    {
        _folder.FillDays(9, 30);
        var before = Verify();

        var report = Run();

        Assert.Equal(["2026-03-17", "2026-03-18", "2026-03-19"], report.Archived);
        Assert.Equal(["2026-03-14", "2026-03-15", "2026-03-16"], report.Deleted);
        Assert.True(report.ArchiveBytes * 2 < report.PlainBytes, $"{report.ArchiveBytes} of {report.PlainBytes}");
        Assert.Equal(3, _folder.PlainFiles.Count());
        Assert.Equal(["17", "18", "19"], _folder.Data.List("events/archive").Select(name => name[23..25]));
        var after = Verify();
        Assert.Equal((before.LastSeq, before.LastHash, 91, 180), (after.LastSeq, after.LastHash, after.FirstSeq, after.Records));
        Assert.Equal(Enumerable.Range(91, 180).Select(i => (long)i), new EventLogReader(_folder.Data).From(1).Select(r => r.Seq));
        Assert.Equal([], Run().Archived);
    }

    [Fact]
    public async Task The_log_opens_over_all_tiers_and_goes_on_while_its_days_are_kept()
    {
        _folder.FillDays(9, 20);
        using var log = _folder.Open();
        await log.Append([Facts.Of(1)]);
        Run();
        _folder.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(182, (await log.Append([Facts.Of(2)])).Stored().Single().Seq);
        Run();
        log.Dispose();
        var seen = new List<long>();

        using var again = _folder.Open(record => seen.Add(record.Seq));

        Assert.Equal((182, 102), (again.Recovery.LastSeq, again.Recovery.Records));
        Assert.Equal(Enumerable.Range(81, 102).Select(i => (long)i), seen);
    }

    [Fact]
    public void A_crash_after_any_step_loses_nothing_and_the_next_run_goes_on()
    {
        using var whole = new JournalFolder();
        whole.FillDays(9, 12);
        var expected = new EventLogReader(whole.Data).Verify().LastHash;
        var points = 0;
        new LogKeeper(whole.Data, Settings) { Point = _ => points++ }.Run(whole.Day);
        for (var crash = 1; crash <= points; crash++)
        {
            using var folder = new JournalFolder();
            folder.FillDays(9, 12);
            var left = crash;
            var keeper = new LogKeeper(folder.Data, Settings) { Point = where => Crash(--left, where) };
            Assert.Throws<InvalidProgramException>(() => keeper.Run(folder.Day));

            Assert.Equal(expected, new EventLogReader(folder.Data).Verify().LastHash);
            using (var log = folder.Open())
                Assert.Equal((expected, 108), (log.Recovery.LastHash, log.Recovery.LastSeq));
            new LogKeeper(folder.Data, Settings).Run(folder.Day);
            Assert.Equal(Files(whole), Files(folder));
            Assert.Equal(expected, new EventLogReader(folder.Data).Verify().LastHash);
        }
        Assert.Equal(18, points);
    }

    [Fact]
    public void An_archive_beside_its_day_that_does_not_hold_it_is_written_again()
    {
        _folder.FillDays(4, 10);
        _folder.Data.Replace("events/archive/2026-03-14.jsonl.gz", "no archive"u8);
        using (var log = _folder.Open())
            Assert.Equal(40, log.Recovery.Records);

        Assert.Empty(_folder.Data.List("events/archive"));
        Assert.Equal(["2026-03-14"], Run().Archived);
        Assert.Equal(40, Verify().Records);
    }

    [Fact]
    public void The_newest_day_stays_plain_however_old_it_is()
    {
        _folder.FillDays(2, 5);
        _folder.Time.Advance(TimeSpan.FromDays(90));

        Assert.Equal(["2026-03-14"], Run().Archived);
        Assert.Equal(["events/2026-03-15.jsonl"], _folder.PlainFiles);
    }

    [Fact]
    public void A_clock_that_reads_years_ahead_deletes_what_is_too_much_and_nothing_more()
    {
        _folder.FillDays(7, 10);
        for (var day = 0; day < 7; day++)
            _folder.Data.Replace($"metrics/2026-03-{14 + day}.bin", "x"u8);
        _folder.Time.SetWallClock(TimeSpan.FromDays(2_000));
        _folder.Fill(1);
        _folder.Data.Replace($"events/{DayFiles.Text(_folder.Day.AddDays(1))}.jsonl", ""u8);

        var report = new LogKeeper(_folder.Data, Settings with { MetricDays = 5 }).Run(_folder.Day);

        Assert.Equal(["2026-03-14", "2026-03-15"], report.Deleted);
        Assert.Equal(["2026-03-14"], report.MetricDaysDeleted);
        Assert.Equal((51, 71), Verify() is var found ? (found.Records, found.LastSeq) : default);
        Assert.Empty(Run().Deleted);
    }

    [Fact]
    public void A_summary_holds_counts_hashes_scores_and_runs()
    {
        using (var log = _folder.Open())
        {
            Append(log, "score.updated", "aios/score", """{"score":0.9}""");
            Append(log, "score.degraded", "aios/score", """{"score":0.4}""", Severity.Error);
            Append(log, "run.planned", "aios/run", "{}");
            Append(log, "run.step-started", "aios/run", "{}");
            Append(log, "run.verified", "aios/run", "{}");
            Append(log, "run.verified", "somebody", "{}");
        }
        var lines = File.ReadAllLines(_folder.Today);
        _folder.Time.Advance(TimeSpan.FromDays(1));
        _folder.FillDays(6, 1);
        Run();

        var summary = JsonDocument.Parse(File.ReadAllBytes(_folder.Data.PathOf("events/summaries/2026-03-14.json"))).RootElement;

        Assert.Equal(
            """{"run.planned":1,"run.step-started":1,"run.verified":2,"score.degraded":1,"score.updated":1}""",
            summary.GetProperty("types").GetRawText()
        );
        Assert.Equal("""{"info":5,"warn":0,"error":1,"critical":0}""", summary.GetProperty("severities").GetRawText());
        Assert.Equal("""{"min":0.4,"avg":0.65,"max":0.9}""", summary.GetProperty("score").GetRawText());
        Assert.Equal("""{"planned":1,"verified":1}""", summary.GetProperty("runs").GetRawText());
        Assert.Equal((6, 1, 6), (Whole(summary, "records"), Whole(summary, "first_seq"), Whole(summary, "last_seq")));
        Assert.Contains($"\"hash\":\"{summary.GetProperty("first_hash").GetString()}\"", lines[0], StringComparison.Ordinal);
        Assert.Contains($"\"hash\":\"{summary.GetProperty("last_hash").GetString()}\"", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void With_nothing_kept_the_chain_goes_on_from_the_summary()
    {
        _folder.FillDays(9, 5);
        Run();
        foreach (var name in _folder.PlainFiles.Concat(_folder.Data.List("events/archive")))
            _folder.Data.Delete(name);

        using (var log = _folder.Open())
            Assert.Equal(15, log.Recovery.LastSeq);
        _folder.Fill(1);
        Assert.Equal((16, 16), Verify() is var report ? (report.FirstSeq, report.LastSeq) : default);
    }

    [Fact]
    public void An_archive_is_an_ordinary_gzip_file_of_several_members()
    {
        _folder.Fill(1000);
        var plain = File.ReadAllBytes(_folder.Today);
        _folder.Time.Advance(TimeSpan.FromDays(3));
        _folder.Fill(1);
        Run();

        var archive = File.ReadAllBytes(_folder.Data.PathOf("events/archive/2026-03-14.jsonl.gz"));
        using var inflated = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress))
            gzip.CopyTo(inflated);
        var members = 0;
        for (var at = 0; at < archive.Length; members++)
            at += ArchiveFile.MemberLength(archive.AsSpan(at))!.Value;

        Assert.Equal(plain, inflated.ToArray());
        Assert.InRange(members, plain.Length / ArchiveFile.BlockBytes, plain.Length / ArchiveFile.BlockBytes + 1);
    }

    [PythonFact]
    public void Another_language_follows_the_chain_through_all_tiers()
    {
        _folder.FillDays(9, 30);
        Run();

        Assert.Equal(($"270 {Verify().LastHash}", ""), ChainChecker.Run(_folder));
    }

    [Fact]
    public void Old_metric_files_are_deleted()
    {
        _folder.Data.Replace("metrics/2026-02-01.bin", "x"u8);
        _folder.Data.Replace("metrics/2026-03-13.bin", "x"u8);
        _folder.Data.Replace("metrics/2026-03-14.bin", "x"u8);

        var report = new LogKeeper(_folder.Data, Settings with { MetricDays = 1 }).Run(_folder.Day);

        Assert.Equal(["2026-02-01"], report.MetricDaysDeleted);
        Assert.Equal(["metrics/2026-03-13.bin", "metrics/2026-03-14.bin"], _folder.Data.List("metrics"));
    }

    private MaintenanceReport Run() => new LogKeeper(_folder.Data, Settings).Run(_folder.Day);

    private VerifyReport Verify()
    {
        var report = new EventLogReader(_folder.Data).Verify();
        Assert.Null(report.Fault);
        return report;
    }

    private static void Append(EventLog log, string type, string source, string payload, Severity severity = Severity.Info) =>
        log.Append([Facts.Of(1, Priority.P1, payload) with { Type = type, Source = source, Severity = severity }], _ => { });

    private static long Whole(JsonElement summary, string name) => summary.GetProperty(name).GetInt64();

    private static void Crash(int left, string where)
    {
        if (left == 0)
            throw new InvalidProgramException(where);
    }

    private static IEnumerable<string> Files(JournalFolder folder) =>
        ((string[])["events", "events/archive", "events/summaries"]).SelectMany(each => folder.Data.List(each));
}
