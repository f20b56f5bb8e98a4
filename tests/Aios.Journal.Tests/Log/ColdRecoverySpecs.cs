using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Xunit.Abstractions;

namespace Aios.Journal.Tests.Log;

/// <summary>
/// How soon a log of a million events is open. The goals, 1 s with a checkpoint and 10 s without, are for a quiet machine and a release
/// build (benchmark <c>recovery</c>); here ten times as much is allowed, so that only a change of kind fails.
/// </summary>
public sealed class ColdRecoverySpecs(ITestOutputHelper output)
{
    private const int Records = 1_000_000;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_million_events_are_open_within_ten_times_the_goal()
    {
        using var folder = new JournalFolder();
        using (var log = folder.Open())
        {
            for (var i = 0; i < Records; i += 1_000)
            {
                if (i % 250_000 == 0)
                    folder.Time.Advance(TimeSpan.FromDays(1));
                (await log.Append([.. Enumerable.Range(i, 1_000).Select(Fact)])).Stored();
            }
            log.SettleIndex();
        }

        var with = Open(folder);
        folder.Data.Delete(LogCheckpoint.Name);
        var without = Open(folder);

        output.WriteLine($"with checkpoint {with.TotalMilliseconds:N0} ms, without {without.TotalMilliseconds:N0} ms");
        Assert.InRange(with, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(without, with, TimeSpan.FromSeconds(100));
    }

    private static TimeSpan Open(JournalFolder folder)
    {
        var (start, visited) = (TimeProvider.System.GetTimestamp(), 0);
        using var log = EventLog.Open(folder.Data, folder.Options(_ => visited++) with { VisitorTypes = ["run.*"] });
        var took = TimeProvider.System.GetElapsedTime(start);
        Assert.Equal((Records, Records / 50), (log.Recovery.LastSeq, visited));
        return took;
    }

    private static Event Fact(int number) => Facts.Of(number) with { Type = number % 50 == 0 ? "run.step-started" : "app.noise" };
}
