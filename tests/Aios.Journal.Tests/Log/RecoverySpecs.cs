using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log;

public sealed class RecoverySpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_folder_opens_with_nothing()
    {
        using var log = _folder.Open();

        Assert.Equal((0L, 0L, null), (log.Recovery.Records, log.Recovery.LastSeq, log.Recovery.CutFile));
    }

    [Fact]
    public void Every_record_is_handed_to_the_visitor_as_it_was_appended()
    {
        _folder.Fill(25);
        var seen = new List<RecordedEvent>();
        using var log = _folder.Open(seen.Add);

        Assert.Equal(25, log.Recovery.Records);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => (long)i), seen.Select(r => r.Seq));
        Assert.Equal(Facts.Of(7) with { Payload = null }, seen[7].Event with { Payload = null });
    }

    [Fact]
    public async Task A_file_cut_at_any_byte_keeps_every_whole_record_and_goes_on()
    {
        _folder.Fill(4);
        var whole = File.ReadAllBytes(_folder.Today);
        for (var length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(_folder.Today, whole[..length]);
            var complete = whole.AsSpan(0, length).Count((byte)'\n');
            var torn = length - (whole.AsSpan(0, length).LastIndexOf((byte)'\n') + 1);
            using var log = _folder.Open();

            Assert.Equal((complete, torn), (log.Recovery.Records, log.Recovery.CutBytes));
            Assert.Equal(complete + 1, (await log.Append([Facts.Of(9)])).Stored().Single().Seq);
            Assert.Null(log.Reader().Verify().Fault);
        }
    }

    [Theory]
    [InlineData(512, 512, true)]
    [InlineData(512, 1024, true)]
    [InlineData(512, 511, false)]
    [InlineData(513, 511, false)]
    [InlineData(600, 40, false)]
    public void Sectors_that_never_arrived_are_cut_with_their_batch_and_other_zeros_are_damage(int at, int zeros, bool isTorn)
    {
        _folder.Fill(12);
        var bytes = File.ReadAllBytes(_folder.Today);
        bytes.AsSpan(at, zeros).Clear();
        File.WriteAllBytes(_folder.Today, bytes);

        if (isTorn)
        {
            var whole = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
            using var log = _folder.Open();
            Assert.Equal(bytes.Length - whole, log.Recovery.CutBytes);
            Assert.Equal(bytes.AsSpan(0, at).Count((byte)'\n'), log.Recovery.Records);
            Assert.Equal($"events/2026-03-14.jsonl.cut-{whole:d15}", log.Recovery.CutKept);
            Assert.Equal(bytes[whole..], File.ReadAllBytes(_folder.Data.PathOf(log.Recovery.CutKept!)));
        }
        else
        {
            Assert.Throws<LogCorruptException>(() => _folder.Open());
        }
    }

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(8_000, true)]
    public void A_hole_farther_from_the_end_than_a_batch_reaches_is_damage_and_changes_nothing(int events, bool isTooFar)
    {
        _folder.Fill(events);
        var bytes = File.ReadAllBytes(_folder.Today);
        bytes.AsSpan(1024, 512).Clear();
        File.WriteAllBytes(_folder.Today, bytes);

        Assert.Equal(isTooFar, new EventLogReader(_folder.Data).Verify().Fault is not null);
        if (!isTooFar)
            return;
        Assert.Throws<LogCorruptException>(() => new EventLogReader(_folder.Data).From(1).Count());
        Assert.Equal("the form", Assert.Throws<LogCorruptException>(() => _folder.Open()).Fault.What);
        Assert.Equal(bytes, File.ReadAllBytes(_folder.Today));
        Assert.Equal(["events/2026-03-14.jsonl"], _folder.Data.List("events"));
    }

    [Fact]
    public async Task A_hole_in_what_a_running_log_has_synced_is_damage_wherever_it_is()
    {
        using var log = _folder.Open();
        await log.Append([.. Enumerable.Range(0, 12).Select(Facts.Of)]);
        var bytes = File.ReadAllBytes(_folder.Today);
        bytes.AsSpan(2048, 512).Clear();
        File.WriteAllBytes(_folder.Today, bytes);

        Assert.Equal("the form", log.Reader().Verify().Fault!.What);
        Assert.Throws<LogCorruptException>(() => log.Reader().From(1).Count());
    }

    [Fact]
    public void Of_what_was_cut_the_newest_few_are_kept()
    {
        _folder.Fill(3);
        for (var round = 0; round < 10; round++)
        {
            File.AppendAllText(_folder.Today, $"torn {round}");
            using var log = _folder.Open();
            log.Append([Facts.Of(round)], _ => { });
        }

        var kept = _folder.Data.List("events").Where(name => name.Contains(".cut-", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, kept.Count);
        Assert.Equal("torn 9", File.ReadAllText(_folder.Data.PathOf(kept[^1])));
        Assert.Equal(13, new EventLogReader(_folder.Data).Verify().Records);
    }

    [Fact]
    public void A_thousand_random_flips_and_cuts_are_all_detected_or_cut_as_tail()
    {
        _folder.Fill(30);
        var whole = File.ReadAllBytes(_folder.Today);
        var random = new Random(20260314);
        for (var round = 0; round < 1000; round++)
        {
            var damaged = whole.ToArray();
            var at = random.Next(whole.Length);
            if (round % 4 == 0)
                damaged = [.. damaged[..at], .. damaged[Math.Min(whole.Length, at + random.Next(1, 400))..]];
            else
                damaged[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(_folder.Today, damaged);
            AssertFoundOut(whole, damaged, $"round {round}, offset {at}");
        }
    }

    [Fact]
    public void A_bad_record_before_the_tail_stops_the_start_and_changes_nothing()
    {
        _folder.Fill(10);
        var lines = File.ReadAllLines(_folder.Today);
        lines[4] = lines[4].Replace("\"warn\"", "\"info\"", StringComparison.Ordinal);
        File.WriteAllLines(_folder.Today, lines);
        var before = File.ReadAllBytes(_folder.Today);

        var fault = Assert.Throws<LogCorruptException>(() => _folder.Open()).Fault;

        Assert.Equal(("events/2026-03-14.jsonl", 5L, 5L, "hash"), (fault.File, fault.Line, fault.Seq, fault.What));
        Assert.Contains(fault.Expected, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.Today));
    }

    [Fact]
    public void A_missing_line_a_missing_day_and_a_torn_older_day_are_faults()
    {
        _folder.Fill(5);
        var first = _folder.Today;
        _folder.Time.Advance(TimeSpan.FromDays(1));
        _folder.Fill(5);
        var older = File.ReadAllBytes(first);

        File.WriteAllBytes(first, older[..^10]);
        Assert.Equal("the end", Assert.Throws<LogCorruptException>(() => _folder.Open()).Fault.What);
        File.WriteAllLines(first, File.ReadAllLines(first)[1..]);
        Assert.Equal(
            ("seq", "1", "2"),
            Assert.Throws<LogCorruptException>(() => _folder.Open()).Fault is var f ? (f.What, f.Expected, f.Actual) : default
        );
        File.Delete(first);
        Assert.Equal(
            ("seq", "1", "6"),
            Assert.Throws<LogCorruptException>(() => _folder.Open()).Fault is var g ? (g.What, g.Expected, g.Actual) : default
        );
    }

    [Fact]
    public void A_record_chained_to_another_log_is_found_by_its_prev()
    {
        _folder.Fill(2);
        var lines = File.ReadAllLines(_folder.Today);
        using var other = new JournalFolder();
        using (var log = other.Open())
            log.Append([Facts.Of(7), Facts.Of(8)], _ => { });
        File.WriteAllLines(_folder.Today, [lines[0], File.ReadAllLines(other.Today)[1]]);

        Assert.Equal("prev", Assert.Throws<LogCorruptException>(() => _folder.Open()).Fault.What);
    }

    /// <summary>Either the start is refused, or what is left is a whole beginning of what was written.</summary>
    private void AssertFoundOut(byte[] whole, byte[] damaged, string where)
    {
        try
        {
            using var log = _folder.Open();
            var kept = File.ReadAllBytes(_folder.Today);
            Assert.True(whole.AsSpan().StartsWith(kept) && kept.Length < whole.Length, $"not found: {where}");
            Assert.True(kept.Length == damaged.Length || log.Recovery.CutBytes > 0, $"cut in silence: {where}");
        }
        catch (LogCorruptException error)
        {
            Assert.Equal(damaged, File.ReadAllBytes(_folder.Today));
            Assert.NotEqual(error.Fault.Expected, error.Fault.Actual);
        }
    }
}
