using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log;

public sealed class DuplicateSpecs : IDisposable
{
    private static readonly Event Supplied = Facts.Of(1) with { Id = new EventId("order-7"), Source = "http/shop", HasSuppliedId = true };

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_supplied_id_is_stored_once_and_acknowledged_again()
    {
        using var log = _folder.Open();
        await log.Append([Supplied, Facts.Of(2)]);

        var again = Assert.IsType<AppendResult.Stored>(await log.Append([Facts.Of(3), Supplied]));

        Assert.Equal("3 1", again.Seqs());
        Assert.Equal([1], again.Duplicates);
        Assert.Equal(3, log.Reader().Verify().Records);
    }

    [Fact]
    public async Task It_is_found_within_one_append_and_after_reopening()
    {
        using (var log = _folder.Open())
            Assert.Equal("1 1", (await log.Append([Supplied, Supplied])).Seqs());

        using var reopened = _folder.Open();
        Assert.Equal(1, (await reopened.Append([Supplied])).Stored().Single().Seq);
    }

    [Fact]
    public async Task The_same_id_of_another_source_or_made_by_ourselves_is_another_event()
    {
        using var log = _folder.Open();
        await log.Append([Supplied]);

        Assert.Equal(2, (await log.Append([Supplied with { Source = "http/other" }])).Stored().Single().Seq);
        Assert.Equal(3, (await log.Append([Supplied with { HasSuppliedId = false }])).Stored().Single().Seq);
    }

    [Fact]
    public async Task It_is_forgotten_after_24_hours()
    {
        using var log = _folder.Open();
        await log.Append([Supplied]);
        _folder.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, (await log.Append([Supplied])).Stored().Single().Seq);
        _folder.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await log.Append([Supplied])).Stored().Single().Seq);
    }

    [Fact]
    public async Task A_step_of_the_clock_makes_nobody_forget_neither_in_a_running_log_nor_over_a_start()
    {
        using (var log = _folder.Open())
        {
            await log.Append([Supplied]);
            _folder.Time.SetWallClock(TimeSpan.FromDays(400));
            Assert.Equal(1, (await log.Append([Supplied])).Stored().Single().Seq);
            await log.Append([Facts.Of(2)]);
        }

        using var again = _folder.Open();
        Assert.Equal(1, (await again.Append([Supplied])).Stored().Single().Seq);
    }

    [Theory]
    [InlineData("aios/run", "01954f2a-7c1e-7abc-8def-0123456789ab", false)]
    [InlineData("sensor/cpu", "01954f2a-7c1e-7abc-8def-0123456789ab", false)]
    [InlineData("import/old", "x", false)]
    [InlineData("aios/score", "score#17", true)]
    [InlineData("http/shop", "01954f2a-7c1e-7abc-8def-0123456789ab", true)]
    [InlineData("http/shop", "order-7", true)]
    public async Task Ids_that_the_node_made_itself_push_out_none_that_was_supplied(string source, string id, bool isRemembered)
    {
        using (var log = _folder.Open())
            await log.Append([Supplied with { Source = source, Id = new EventId(id) }]);
        using var scanner = LogDay.List(_folder.Data).Single().Open(_folder.Data)!;
        scanner.Next();
        LogLine.TryParse(scanner.Current, out var line);

        Assert.Equal(isRemembered, RecentIds.MayBeSupplied(line));
        using var again = _folder.Open();
        Assert.Equal(
            isRemembered ? 1 : 2,
            (await again.Append([Supplied with { Source = source, Id = new EventId(id) }])).Stored().Single().Seq
        );
    }

    [Fact]
    public void Only_so_many_ids_are_kept()
    {
        var ids = new RecentIds(capacity: 3);
        for (var i = 1; i <= 4; i++)
            ids.Add((UInt128)i, i, TimeSpan.Zero);

        Assert.False(ids.TryFind(1, TimeSpan.Zero, out _));
        Assert.True(ids.TryFind(2, TimeSpan.Zero, out var seq));
        Assert.Equal((3, 2L), (ids.Count, seq));
    }

    [Fact]
    public void Source_and_id_cannot_be_shifted_into_each_other() =>
        Assert.NotEqual(RecentIds.KeyOf("ab"u8, "c"u8), RecentIds.KeyOf("a"u8, "bc"u8));
}
