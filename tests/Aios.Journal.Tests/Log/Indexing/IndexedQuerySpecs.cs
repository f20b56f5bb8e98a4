using Aios.Journal.Log;
using Aios.Journal.Log.Indexing;
using Aios.Journal.Maintenance;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log.Indexing;

/// <summary>Queries over all tiers with their indexes, held against the same question asked of every record.</summary>
public sealed class IndexedQuerySpecs : IDisposable
{
    private const int Days = 5;
    private const int RecordsEach = 2_000;

    private readonly JournalFolder _folder = new();
    private readonly Random _random = new(20260314);

    public IndexedQuerySpecs()
    {
        for (var day = 0; day < Days; day++)
        {
            if (day > 0)
                _folder.Time.Advance(TimeSpan.FromDays(1));
            using var log = _folder.Open();
            for (var i = 0; i < RecordsEach; i += 100)
                log.Append([.. Enumerable.Range(i, 100).Select(_ => Fact(day))]).GetAwaiter().GetResult();
            log.SettleIndex();
        }
        new LogKeeper(_folder.Data, JournalSettings.Default with { PlainDays = 2 }).Run(_folder.Day);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_day_of_size_has_an_index_in_its_tier() =>
        Assert.Equal(
            ["14.jsonl.gz.idx", "15.jsonl.gz.idx", "16.jsonl.idx", "17.jsonl.idx", "18.jsonl.idx"],
            _folder.Data.List("events/index").Select(name => name[21..])
        );

    [Fact]
    public void Three_hundred_random_questions_have_the_answers_of_a_full_read() => AskAll(300);

    [Fact]
    public void A_damaged_cut_or_missing_index_changes_no_answer()
    {
        foreach (var name in _folder.Data.List("events/index"))
        {
            var whole = File.ReadAllBytes(_folder.Data.PathOf(name));
            for (var round = 0; round < 4; round++)
            {
                var bytes = round == 0 ? whole[..(whole.Length / 2)] : whole.ToArray();
                bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
                File.WriteAllBytes(_folder.Data.PathOf(name), round == 3 ? [] : bytes);
                AskAll(5);
            }
            File.Delete(_folder.Data.PathOf(name));
            AskAll(5);
        }
    }

    [Fact]
    public void An_index_of_another_file_is_not_believed_and_is_made_anew()
    {
        using var other = new JournalFolder();
        other.Time.Advance(TimeSpan.FromDays(Days - 1));
        other.Fill(RecordsEach);
        File.Copy(other.Today, _folder.Today, overwrite: true);
        var today = new LogDay(_folder.Day, true);
        Assert.Equal(0, Indexed(today));

        DayIndexer.CatchUp(_folder.Data, today, new FileInfo(_folder.Today).Length, () => false);

        Assert.InRange(Indexed(today), new FileInfo(_folder.Today).Length - 2 * ArchiveFile.BlockBytes, long.MaxValue);
    }

    [Fact]
    public void What_is_missing_comes_back_with_the_next_start_and_the_next_maintenance()
    {
        var names = _folder.Data.List("events/index");
        foreach (var name in names)
            File.Delete(_folder.Data.PathOf(name));

        using (var log = _folder.Open())
            log.SettleIndex();
        Assert.Equal(names.Where(name => !name.Contains(".gz", StringComparison.Ordinal)), _folder.Data.List("events/index"));
        new LogKeeper(_folder.Data, JournalSettings.Default with { PlainDays = 2 }).Run(_folder.Day);
        Assert.Equal(names, _folder.Data.List("events/index"));
    }

    [Fact]
    public void A_trace_is_found_without_reading_what_cannot_hold_it()
    {
        var wanted = new EventLogReader(_folder.Data).From(1).First(record => record.Seq == 777).Event.TraceId;
        var blocks = new LineFilter(new() { TraceId = wanted }).Blocks;
        var read = LogDay.List(_folder.Data).Sum(day => Touched(day, blocks));
        var all = LogDay.List(_folder.Data).Sum(day => new FileInfo(_folder.Data.PathOf(day.Name)).Length);

        // A block or two hold it, some say yes wrongly, and of each plain day the last lines are not indexed yet.
        Assert.InRange(read, 1, all / 4);
    }

    private long Touched(LogDay day, BlockFilter blocks)
    {
        using var reading = DayReading.Open(_folder.Data, day)!;
        var length = new FileInfo(_folder.Data.PathOf(day.Name)).Length;
        return reading.Plan(blocks, isJoined: false).Sum(extent => Math.Min(extent.Length, length - extent.Offset));
    }

    private long Indexed(LogDay day)
    {
        using var reading = DayReading.Open(_folder.Data, day)!;
        return reading.IndexedLength();
    }

    private void AskAll(int questions)
    {
        var all = new EventLogReader(_folder.Data).From(1).ToArray();
        Assert.Equal(Days * RecordsEach, all.Length);
        for (var i = 0; i < questions; i++)
        {
            var (filter, holds) = Question(all);
            var expected = all.Where(holds);
            if (filter.First is { } first)
                expected = expected.Take(first);
            if (filter.Last is { } last)
                expected = expected.TakeLast(last);
            Assert.Equal(expected.Select(r => r.Seq), new EventLogReader(_folder.Data).Query(filter).Select(r => r.Seq));
        }
    }

    private (EventFilter Filter, Func<RecordedEvent, bool> Holds) Question(RecordedEvent[] all)
    {
        var example = all[_random.Next(all.Length)].Event;
        var filter = new EventFilter
        {
            FromSeq = _random.Next(4) == 0 ? _random.Next(all.Length) : 1,
            ToSeq = _random.Next(4) == 0 ? _random.Next(1, all.Length) : long.MaxValue,
            FromTime = _random.Next(4) == 0 ? example.Timestamp : long.MinValue,
            ToTime = _random.Next(4) == 0 ? example.Timestamp + 3_600_000 : long.MaxValue,
            AtLeast = _random.Next(4) == 0 ? example.Severity : Severity.Info,
            Source = _random.Next(4) == 0 ? example.Source : null,
            TraceId = _random.Next(8) == 0 ? example.TraceId : null,
            Type = _random.Next(3) switch
            {
                0 => example.Type,
                1 => EventTypes.Family(example.Type) + ".*",
                _ => null,
            },
            First = _random.Next(3) == 0 ? _random.Next(1, 60) : null,
            Last = _random.Next(3) == 0 ? _random.Next(1, 60) : null,
        };
        return (filter, Holds);

        bool Holds(RecordedEvent record) =>
            record.Seq >= filter.FromSeq
            && record.Seq <= filter.ToSeq
            && record.Event.Timestamp >= filter.FromTime
            && record.Event.Timestamp <= filter.ToTime
            && record.Event.Severity >= filter.AtLeast
            && (filter.Source is null || record.Event.Source == filter.Source)
            && (filter.TraceId is null || record.Event.TraceId == filter.TraceId)
            && (filter.Type is null || record.Event.Type.StartsWith(filter.Type.TrimEnd('*'), StringComparison.Ordinal));
    }

    private Event Fact(int day)
    {
        var number = _random.Next(1_000_000);
        var (family, kind) = (_random.Next(200) == 0 ? "rare" : "common", _random.Next(5));
        return Facts.Of(number) with
        {
            Type = $"{family}.kind{kind}",
            Source = $"source/{_random.Next(40)}",
            Severity = (Severity)(_random.Next(50) == 0 ? 3 : _random.Next(2)),
            Timestamp = 1_773_532_800_000 + day * 86_400_000L + number * 86L,
            TraceId = $"{_random.Next(3_000):x32}",
        };
    }
}
