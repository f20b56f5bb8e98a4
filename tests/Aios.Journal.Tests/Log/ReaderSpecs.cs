using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log;

public sealed class ReaderSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public ReaderSpecs()
    {
        using var log = _folder.Open();
        for (var i = 0; i < 40; i++)
        {
            if (i % 10 == 0)
                _folder.Time.Advance(TimeSpan.FromDays(1));
            var fact = Facts.Of(i) with
            {
                Type = i % 4 == 0 ? "agent.failed" : "pipeline.stage_failed",
                Severity = (Severity)(i % 4),
                Source = $"agent/{i % 3}",
            };
            using var stored = new ManualResetEventSlim();
            log.Append([fact], _ => stored.Set());
            stored.Wait();
        }
    }

    public void Dispose() => _folder.Dispose();

    private EventLogReader Reader => new(_folder.Data);

    [Fact]
    public void Without_a_restriction_everything_comes_oldest_first() =>
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), Seqs(EventFilter.All));

    [Fact]
    public void What_a_power_cut_left_in_pieces_is_the_end_of_the_newest_day_and_damage_of_an_older_one()
    {
        LeavePieces(_folder.Today);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), Seqs(EventFilter.All));

        LeavePieces(_folder.Data.PathOf(DayFiles.NameOf(_folder.Time.GetUtcNow().AddDays(-1))));
        Assert.Throws<LogCorruptException>(() => Seqs(EventFilter.All).ToArray());

        static void LeavePieces(string path)
        {
            using var file = new FileStream(path, FileMode.Append);
            file.Write([.. new byte[1_024], .. "rest of a record\n"u8]);
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(11, 20)]
    [InlineData(15, 31)]
    [InlineData(40, 90)]
    public void A_range_of_sequence_numbers_is_kept(long from, long to) =>
        Assert.Equal(
            Enumerable.Range(1, 40).Select(i => (long)i).Where(i => i >= from && i <= to),
            Seqs(new() { FromSeq = from, ToSeq = to })
        );

    [Fact]
    public void Every_member_restricts()
    {
        var second = Facts.Of(1).Timestamp;
        Assert.Equal([2, 3], Seqs(new() { FromTime = second, ToTime = second + 1 }));
        Assert.Equal(20, Seqs(new() { AtLeast = Severity.Error }).Count());
        Assert.Equal(14, Seqs(new() { Source = "agent/0" }).Count());
        Assert.Equal(20, Seqs(new() { TraceId = Facts.Of(0).TraceId }).Count());
        Assert.Equal([7], Seqs(new() { Where = record => record.Event.Id == Facts.Of(6).Id }));
    }

    [Theory]
    [InlineData("*", 40)]
    [InlineData("agent.failed", 10)]
    [InlineData("agent.*", 10)]
    [InlineData("*.stage_failed", 30)]
    [InlineData("pipeline.*", 30)]
    [InlineData("pipe.*", 0)]
    [InlineData("*.failed", 10)]
    [InlineData("agent", 0)]
    public void Types_are_matched_whole_by_prefix_or_by_suffix(string pattern, int found) =>
        Assert.Equal(found, Seqs(new() { Type = pattern }).Count());

    [Theory]
    [InlineData("")]
    [InlineData("a*b")]
    [InlineData("*.a.*")]
    [InlineData("**")]
    [InlineData("agent*")]
    public void A_pattern_that_means_nothing_is_refused_before_reading(string pattern) =>
        Assert.Contains(
            "must be an exact type",
            Assert.Throws<ArgumentException>(() => Reader.Query(new() { Type = pattern })).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_first_or_the_last_few_are_still_in_order()
    {
        Assert.Equal(
            [2, 6],
            Seqs(
                    new()
                    {
                        AtLeast = Severity.Warn,
                        Type = "*.stage_failed",
                        First = 4,
                    }
                )
                .Where(i => i % 4 == 2)
        );
        Assert.Equal([39, 40], Seqs(new() { Last = 2 }));
        Assert.Equal([36, 37], Seqs(new() { ToSeq = 37, Last = 2 }));
    }

    [Fact]
    public void Reading_is_lazy()
    {
        File.WriteAllText(_folder.Data.PathOf("events/2026-03-17.jsonl"), "rubbish\n");

        Assert.Equal(5, Seqs(new() { First = 5 }).Count());
        Assert.Throws<LogCorruptException>(() => Seqs(EventFilter.All).Count());
    }

    [Fact]
    public void A_torn_last_line_of_a_live_node_is_no_fault()
    {
        File.AppendAllText(_folder.Today, """{"v":1,"seq":41,"id":"x","ty""");

        Assert.Equal(40, Seqs(EventFilter.All).Count());
        var report = Reader.Verify();
        Assert.Equal((40L, 1L, 40L, 28L, null), (report.Records, report.FirstSeq, report.LastSeq, report.TornBytes, report.Fault));
    }

    [Fact]
    public void A_node_verifies_and_reads_up_to_what_it_has_synced()
    {
        var reader = new EventLogReader(_folder.Data, () => 25);

        Assert.Equal(25, reader.From(1).Count());
        Assert.Equal(25, reader.Verify().LastSeq);
        Assert.Equal(25, Reader.Verify(upToSeq: 25).Records);
        Assert.Empty(new EventLogReader(_folder.Data, () => 0).From(1));
    }

    [Fact]
    public void A_wrong_hash_is_reported_with_what_was_right_until_then()
    {
        var path = _folder.Data.PathOf("events/2026-03-16.jsonl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("0195-000013", "0195-000099", StringComparison.Ordinal));

        var report = Reader.Verify();

        Assert.Equal((13L, 13L), (report.Records, report.LastSeq));
        Assert.Equal(
            ("events/2026-03-16.jsonl", 4L, 14L, "hash"),
            report.Fault is { } fault ? (fault.File, fault.Line, fault.Seq, fault.What) : default
        );
    }

    [Fact]
    public void An_empty_folder_reads_as_nothing()
    {
        using var empty = new JournalFolder();

        Assert.Empty(new EventLogReader(empty.Data).From(1));
        Assert.Equal((0L, 0L), new EventLogReader(empty.Data).Verify() is var report ? (report.Records, report.FirstSeq) : default);
    }

    private IEnumerable<long> Seqs(EventFilter filter) => Reader.Query(filter).Select(record => record.Seq);
}
