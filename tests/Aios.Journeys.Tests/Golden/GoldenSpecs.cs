using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Golden;

/// <summary>Every decision that a node of an earlier milestone put on record comes out of the rules of today, or its difference is named.</summary>
public sealed class GoldenSpecs(ITestOutputHelper output)
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Recorded");

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(Root).Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_recorded_decision_is_made_again(string name) =>
        output.WriteLine(GoldenReplay.Check(GoldenFolder.Read(Path.Combine(Root, name))));
}

/// <summary>All that can be asked again of one folder.</summary>
internal static class GoldenReplay
{
    /// <summary>The folder of the newest milestone; it holds every kind of decision.</summary>
    public const string Newest = "0.1.0-safeguards";

    /// <returns>What was asked, in figures.</returns>
    public static string Check(GoldenFolder golden)
    {
        var (scheduler, reactor, verdicts, score) = (
            new SchedulerReplay(golden),
            new ReactorReplay(golden),
            new VerdictReplay(golden),
            new ScoreReplay(golden)
        );
        foreach (
            var difference in new[]
            {
                scheduler.FirstDifference(),
                reactor.FirstDifference(),
                verdicts.FirstDifference(),
                score.FirstDifference(),
            }
        )
            Assert.True(difference is null, difference);
        Assert.All(new[] { scheduler.Decisions, reactor.Answers, verdicts.Verdicts }, count => Assert.True(count > 0));
        Assert.Equal(golden.ScoreFacts.Count > 0, score.Weighings > 0);
        return $"proof T14: {golden.Name}, 100 % identical: {scheduler.Decisions} decisions of the scheduler, {reactor.Answers} answers of the reactor with every "
            + $"candidate and reason, {verdicts.Verdicts} verdicts ({verdicts.RestOnReadings} more rest on readings that are not on record), "
            + $"{score.Weighings} weighings of the score";
    }
}
