using Aios.Journal.Log;
using Aios.Journal.Maintenance;

namespace Aios.Journal.Tests.Maintenance;

/// <summary>Maintenance while somebody reads, writes or stops it.</summary>
public sealed class LogKeeperRaceSpecs : IDisposable
{
    private static readonly JournalSettings Settings = JournalSettings.Default with { PlainDays = 2, KeepDays = 5 };

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_is_stopped_leaves_nothing_half_done()
    {
        _folder.FillDays(9, 400);
        var expected = Verify().LastHash;
        LogKeeper? keeper = null;
        keeper = new LogKeeper(_folder.Data, Settings) { Point = where => StopAt(where, keeper!) };

        Assert.ThrowsAny<OperationCanceledException>(() => keeper.Run(_folder.Day));
        Assert.Equal(expected, Verify().LastHash);
        Assert.Equal(["2026-03-17", "2026-03-18", "2026-03-19"], Run().Archived);
        Assert.Equal(expected, Verify().LastHash);

        static void StopAt(string where, LogKeeper keeper)
        {
            if (where == "archive written")
                keeper.Stop();
        }
    }

    [Fact]
    public async Task Who_reads_while_days_change_their_tier_sees_every_record_that_is_kept()
    {
        _folder.FillDays(12, 400);
        var ended = new ManualResetEventSlim();
        var readers = Enumerable
            .Range(0, 2)
            .Select(_ => Task.Factory.StartNew(() => ReadUntil(ended), TaskCreationOptions.LongRunning))
            .ToArray();
        foreach (var plain in Enumerable.Range(1, 9).Reverse())
            new LogKeeper(_folder.Data, Settings with { PlainDays = plain, KeepDays = 20 }).Run(_folder.Day);
        foreach (var kept in Enumerable.Range(2, 9).Reverse())
            new LogKeeper(_folder.Data, Settings with { PlainDays = 1, KeepDays = kept }).Run(_folder.Day);
        ended.Set();

        Assert.All(await Task.WhenAll(readers), rounds => Assert.NotEqual(0, rounds));
        Assert.Equal(3 * 400, Verify().Records);
    }

    /// <summary>The newest three days are never deleted: each read ends with all of them, and gap-free.</summary>
    private int ReadUntil(ManualResetEventSlim ended)
    {
        var rounds = 0;
        while (!ended.IsSet)
        {
            var seqs = new EventLogReader(_folder.Data).From(1).Select(record => record.Seq).ToArray();
            Assert.Equal(Enumerable.Range(3_601, 1_200).Select(i => (long)i), seqs[^1_200..]);
            Assert.Null(new EventLogReader(_folder.Data).Verify().Fault);
            rounds++;
        }
        return rounds;
    }

    private MaintenanceReport Run() => new LogKeeper(_folder.Data, Settings).Run(_folder.Day);

    private VerifyReport Verify()
    {
        var report = new EventLogReader(_folder.Data).Verify();
        Assert.Null(report.Fault);
        return report;
    }
}
