using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Testing;
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
        GoldenReplay.Check(GoldenFolder.Read(Path.Combine(Root, name)), new Evidence(output, "T14"));

    [Fact]
    public void A_rule_that_decides_otherwise_is_named_with_its_first_difference()
    {
        var golden = GoldenFolder.Read(Path.Combine(Root, GoldenReplay.Newest));
        var scheduler = golden.Settings.Scheduler with { Policy = SchedulingPolicy.Fifo };
        var better = golden.Catalog.Playbooks.Select(playbook => playbook with { Confidence = 1 - playbook.Confidence });
        // An alert that never ends: no sensor ever says that it recovered.
        var standing = golden.Told.First(told => !told.Alerts.Raised.IsEmpty).Alerts;
        var gate = golden.Settings.Score with { Degraded = 0.9, Recovered = 0.95 };

        Assert.Contains(
            "on record is dispatch",
            new SchedulerReplay(golden with { Settings = golden.Settings with { Scheduler = scheduler } }).FirstDifference(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "on record is reactor.",
            new ReactorReplay(golden with { Catalog = new Catalog(better) }).FirstDifference(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "the score said",
            new ScoreReplay(golden with { Settings = golden.Settings with { Score = gate } }).FirstDifference(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "on record is run.",
            new VerdictReplay(golden with { Told = [.. golden.Told.Select(told => told with { Alerts = standing })] }).FirstDifference(),
            StringComparison.Ordinal
        );
    }
}

/// <summary>All that can be asked again of one folder.</summary>
internal static class GoldenReplay
{
    /// <summary>The folder of the newest milestone; it holds every kind of decision.</summary>
    public const string Newest = "0.1.0-safeguards";

    public static void Check(GoldenFolder golden, Evidence evidence)
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
        evidence.Write(
            new
            {
                Folder = golden.Name,
                Scheduled = scheduler.Decisions,
                AnswersWithEveryReason = reactor.Answers,
                Verdicts = verdicts.Verdicts,
                VerdictsNotAskedAgain = verdicts.RestOnReadings,
                Weighings = score.Weighings,
                Different = 0,
            }
        );
    }
}
