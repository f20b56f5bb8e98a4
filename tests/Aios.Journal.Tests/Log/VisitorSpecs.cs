using Aios.Journal.Log;

namespace Aios.Journal.Tests.Log;

/// <summary>Who is shown the log when it is opened.</summary>
public sealed class VisitorSpecs : IDisposable
{
    // More than are handed over at once.
    private const int Records = 3_000;

    private readonly JournalFolder _folder = new();
    private readonly List<long> _seen = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_records_come_by_in_their_order_before_the_log_opens()
    {
        _folder.Fill(Records);

        _folder.Open(record => _seen.Add(record.Seq)).Dispose();

        Assert.Equal(Enumerable.Range(1, Records).Select(seq => (long)seq), _seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_known_already_does_not_come_by(bool withCheckpoint)
    {
        _folder.Fill(Records);
        if (withCheckpoint)
            Checkpoint();

        EventLog.Open(_folder.Data, _folder.Options(record => _seen.Add(record.Seq)) with { VisitorAfter = 2_000 }).Dispose();

        Assert.Equal(Enumerable.Range(2_001, Records - 2_000).Select(seq => (long)seq), _seen);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Records)]
    public void What_the_visitor_throws_ends_the_opening(int records)
    {
        _folder.Fill(records);

        Assert.Throws<TimeZoneNotFoundException>(() => _folder.Open(_ => throw new TimeZoneNotFoundException()));
        _folder.Open().Dispose();
    }

    private void Checkpoint()
    {
        using var log = EventLog.Open(_folder.Data, _folder.Options() with { Settings = new() { CheckpointEvery = 1 } });
        log.SettleIndex();
        Assert.NotNull(LogCheckpoint.Read(_folder.Data));
    }
}
