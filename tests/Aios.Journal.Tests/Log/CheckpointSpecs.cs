using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log;

public sealed class CheckpointSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public CheckpointSpecs()
    {
        for (var day = 0; day < 3; day++)
        {
            if (day > 0)
                _folder.Time.Advance(TimeSpan.FromHours(20));
            using var log = Open();
            for (var i = 0; i < 20; i++)
                log.Append([.. Enumerable.Range(i * 50, 50).Select(n => Fact(day * 1_000 + n))]).GetAwaiter().GetResult();
            log.SettleIndex();
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_start_reads_on_from_the_checkpoint_and_the_chain_goes_on()
    {
        using (var log = Open())
        {
            Assert.Equal((3_000, 3_000), (log.Recovery.VouchedSeq + log.Recovery.Records, log.Recovery.LastSeq));
            Assert.InRange(log.Recovery.Records, 0, 200);
            Assert.Equal(3_001, (await log.Append([Fact(9_999)])).Stored().Single().Seq);
        }
        Assert.Equal(3_001, new EventLogReader(_folder.Data).Verify() is { Fault: null } report ? report.Records : 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Severity.Error)]
    public async Task The_visitor_sees_what_it_asked_for_with_and_without_checkpoint(Severity? severe)
    {
        using (var log = Open())
            await log.Append([Fact(1) with { Id = new EventId("severe"), Severity = Severity.Critical }]);
        var with = Seen();
        File.Delete(_folder.Data.PathOf(LogCheckpoint.Name));
        var without = Seen();

        IEnumerable<long> last = severe is null ? [] : [3_001];
        Assert.Equal([.. Enumerable.Range(0, 3_000).Where(n => n % 100 == 7).Select(n => n + 1L), .. last], with);
        Assert.Equal(with, without);

        List<long> Seen()
        {
            var seen = new List<long>();
            using var log = EventLog.Open(
                _folder.Data,
                Options(record => seen.Add(record.Seq)) with
                {
                    VisitorTypes = ["run.*", "node.x"],
                    VisitorSeverity = severe,
                }
            );
            return seen;
        }
    }

    [Fact]
    public async Task Ids_before_the_checkpoint_are_known_as_duplicates()
    {
        using var log = Open();
        Assert.NotEqual(0, log.Recovery.VouchedSeq);

        var again = await log.Append([Fact(2_100) with { HasSuppliedId = true }, Fact(77_777) with { HasSuppliedId = true }]);

        Assert.Equal("2101 3001", again.Seqs());
    }

    [Fact]
    public async Task Ids_that_could_not_be_read_at_the_start_are_read_when_the_disk_works_again()
    {
        var yesterday = _folder.Data.PathOf(_folder.PlainFiles.SkipLast(1).Last());
        File.Move(yesterday, yesterday + ".aside");
        // Opening it fails, and it is there all the same.
        File.CreateSymbolicLink(yesterday, yesterday);
        using var log = Open();
        Assert.NotEqual(0, log.Recovery.VouchedSeq);
        var old = Fact(1_100) with { HasSuppliedId = true };

        Assert.Contains("the ids of the last day", (await log.Append([old])).Refusal<LogUnavailable>().Reason, StringComparison.Ordinal);
        File.Move(yesterday + ".aside", yesterday, overwrite: true);
        Assert.IsType<AppendResult.Refused>(await log.Append([old]));
        _folder.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("1101 3001", (await log.Append([old, Fact(77_777) with { HasSuppliedId = true }])).Seqs());
    }

    [Fact]
    public void Who_waits_for_the_index_of_a_log_that_is_closed_waits_for_nothing()
    {
        var log = Open();
        log.Append([Fact(1)], _ => { });
        log.Dispose();

        log.SettleIndex();
    }

    [Fact]
    public void A_torn_tail_after_the_checkpoint_is_cut_as_ever()
    {
        File.AppendAllText(_folder.Today, "{\"v\":1,\"seq\":30");

        using var log = Open();

        Assert.Equal((3_000, 15), (log.Recovery.LastSeq, log.Recovery.CutBytes));
    }

    [Fact]
    public void Damage_before_the_checkpoint_is_found_by_verify_and_damage_after_it_by_the_start()
    {
        var checkpoint = LogCheckpoint.Read(_folder.Data)!;
        var whole = File.ReadAllBytes(_folder.Today);
        Flip(whole, checkpoint.Length / 2);
        using (var log = Open())
            Assert.NotNull(log.Reader().Verify().Fault);
        Flip(whole, checkpoint.Length / 2);
        using (var log = Open())
            log.Append([Fact(1), Fact(2)], _ => { });
        var longer = File.ReadAllBytes(_folder.Today);
        Flip(longer, whole.Length + 40);

        Assert.Throws<LogCorruptException>(() => Open());
    }

    [Fact]
    public void A_hole_before_the_checkpoint_stops_no_question_in_silence()
    {
        var checkpoint = LogCheckpoint.Read(_folder.Data)!;
        var bytes = File.ReadAllBytes(_folder.Today);
        bytes.AsSpan((int)checkpoint.Length / 2 / 512 * 512, 512).Clear();
        File.WriteAllBytes(_folder.Today, bytes);

        Assert.NotNull(new EventLogReader(_folder.Data).Verify().Fault);
        using var log = EventLog.Open(_folder.Data, Options(null) with { VisitorTypes = ["node.x"] });
        Assert.NotEqual(0, log.Recovery.VouchedSeq);
        Assert.Throws<LogCorruptException>(() => log.Reader().From(1).Count());
    }

    [Theory]
    [InlineData("a shorter day")]
    [InlineData("another end")]
    [InlineData("a missing day")]
    [InlineData("a changed checkpoint")]
    [InlineData("an empty checkpoint")]
    public void What_does_not_fit_makes_the_start_verify_everything(string what)
    {
        var today = File.ReadAllBytes(_folder.Today);
        var path = _folder.Data.PathOf(LogCheckpoint.Name);
        if (what == "a shorter day")
            File.WriteAllBytes(_folder.Today, today[..(today.AsSpan(0, today.Length / 2).LastIndexOf((byte)'\n') + 1)]);
        else if (what == "another end")
            File.WriteAllBytes(_folder.Today, [.. today[..^5], .. "xxxxx"u8]);
        else if (what == "a missing day")
            File.Delete(_folder.Data.PathOf(_folder.PlainFiles.First()));
        else
            File.WriteAllText(
                path,
                what == "an empty checkpoint" ? "" : File.ReadAllText(path).Replace("\"seq\":", "\"seq\":1", StringComparison.Ordinal)
            );

        var found = Record.Exception(() =>
        {
            using var log = Open();
            Assert.Equal((0, log.Recovery.LastSeq), (log.Recovery.VouchedSeq, log.Recovery.Records));
        });

        Assert.Equal(what == "a missing day" ? typeof(LogCorruptException) : null, found?.GetType());
    }

    private EventLog Open() => EventLog.Open(_folder.Data, Options(null));

    private EventLogOptions Options(Action<RecordedEvent>? visitor) =>
        _folder.Options(visitor) with
        {
            Settings = new() { CheckpointEvery = 500, IndexEveryBytes = 32 * 1024 },
        };

    private void Flip(byte[] bytes, long at)
    {
        bytes[at] ^= 1;
        File.WriteAllBytes(_folder.Today, bytes);
    }

    private static Event Fact(int number) => Facts.Of(number) with { Type = number % 100 == 7 ? "run.planned" : "app.noise" };
}
