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
    public void Only_so_many_ids_are_kept()
    {
        var ids = new RecentIds(capacity: 3);
        for (var i = 1; i <= 4; i++)
            ids.Add((UInt128)i, i, DateTimeOffset.UnixEpoch);

        Assert.False(ids.TryFind(1, DateTimeOffset.UnixEpoch, out _));
        Assert.True(ids.TryFind(2, DateTimeOffset.UnixEpoch, out var seq));
        Assert.Equal((3, 2L), (ids.Count, seq));
    }

    [Fact]
    public void Source_and_id_cannot_be_shifted_into_each_other() =>
        Assert.NotEqual(RecentIds.KeyOf("ab"u8, "c"u8), RecentIds.KeyOf("a"u8, "bc"u8));
}
