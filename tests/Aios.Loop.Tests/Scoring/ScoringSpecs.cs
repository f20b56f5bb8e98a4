using Aios.Loop.Scoring;
using Aios.Loop.Vocabulary;
using FsCheck;
using FsCheck.Fluent;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Loop.Tests.Scoring;

public sealed class ScoringSpecs
{
    private static readonly ScoringSettings Settings = ScoringSettings.Default;
    private ScoringState _state = ScoringState.Empty;

    [Fact]
    public void A_node_without_facts_scores_one_and_says_that_it_knows_nothing()
    {
        var score = ScoringRules.Explain(_state, Settings, Facts.At(0));
        Assert.Equal(1_000_000, score.Ppm);
        Assert.Equal("no run ended in the last 5 min", score.Parts[0].Because);
        Assert.Empty(score.Complaints);
    }

    [Fact]
    public void Half_of_the_runs_verified_costs_half_of_the_weight_of_success()
    {
        Say(new RunCounted(true, 1, Facts.At(1_000)), new RunCounted(false, 2, Facts.At(1_000)));
        var score = ScoringRules.Explain(_state, Settings, Facts.At(1_000));
        Assert.Equal(800_000, score.Ppm);
        Assert.Equal("success", score.Complaints.First().Name);
    }

    [Theory]
    [InlineData(100, 1_000_000)]
    [InlineData(550, 500_000)]
    [InlineData(1_000, 0)]
    [InlineData(5_000, 0)]
    public void Latency_counts_linearly_between_100_and_1000_ms(long ms, int ppm)
    {
        Say(new LatencyCounted(ms, Facts.At(0)));
        Assert.Equal(ppm, ScoringRules.Explain(_state, Settings, Facts.At(0)).Parts[1].ValuePpm);
    }

    [Fact]
    public void One_beat_in_ten_with_an_alert_takes_all_of_stability()
    {
        Say(new BeatsCounted(10, 1, 1_000_000, "cpu", Facts.At(0)));
        Assert.Equal(0, ScoringRules.Explain(_state, Settings, Facts.At(0)).Parts[2].ValuePpm);
    }

    [Fact]
    public void Older_facts_weigh_less_and_none_counts_after_five_minutes()
    {
        Say(new RunCounted(false, 2, Facts.At(0)));
        Say(new RunCounted(true, 1, Facts.At(120_000)));
        Assert.InRange(ScoringRules.Explain(_state, Settings, Facts.At(120_000)).Parts[0].ValuePpm, 790_000, 810_000);
        Assert.Equal(1_000_000, ScoringRules.Explain(_state, Settings, Facts.At(300_000)).Parts[0].ValuePpm);
    }

    [Fact]
    public void A_level_changes_only_after_the_dwell()
    {
        var low = new Score(400_000, []);
        Take(low, 0);
        Take(low, 9_999);
        Assert.Equal(ScoreLevel.Healthy, _state.Level);
        Assert.Contains(Take(low, 10_000), fact => fact is LevelChanged { Level: ScoreLevel.Degraded });
        Take(new Score(550_000, []), 30_000);
        Assert.Equal(ScoreLevel.Degraded, _state.Level);
        Take(new Score(650_000, []), 40_000);
        Take(new Score(650_000, []), 50_000);
        Assert.Equal(ScoreLevel.Healthy, _state.Level);
    }

    [Fact]
    public void A_short_dip_is_forgotten()
    {
        Take(new Score(400_000, []), 0);
        Take(new Score(900_000, []), 5_000);
        Take(new Score(400_000, []), 9_000);
        Assert.DoesNotContain(Take(new Score(400_000, []), 12_000), fact => fact is LevelChanged);
    }

    [Fact]
    public void An_update_is_said_at_most_every_ten_seconds_and_only_for_a_hundredth()
    {
        Assert.Contains(Take(new Score(980_000, []), 0), fact => fact is ScoreSaid);
        Assert.DoesNotContain(Take(new Score(960_000, []), 9_999), fact => fact is ScoreSaid);
        Assert.Contains(Take(new Score(960_000, []), 10_000), fact => fact is ScoreSaid);
        Assert.DoesNotContain(Take(new Score(955_000, []), 30_000), fact => fact is ScoreSaid);
    }

    [Fact]
    public void The_score_is_between_zero_and_one_and_equals_its_explanation()
    {
        var fact = Draw.Four(Draw.Int(0, 2), Draw.Int(0, 400_000), Draw.Int(0, 3_000), Draw.Int(0, 1_000_000));
        Draw.ForAll(
            fact.ListOf(),
            facts =>
            {
                var (state, now) = (ScoringState.Empty, 0L);
                foreach (var (kind, wait, amount, ppm) in facts)
                {
                    now += wait;
                    state = state.Apply(
                        kind switch
                        {
                            0 => new RunCounted(amount % 2 == 0, now, Facts.At(now)),
                            1 => new LatencyCounted(amount, Facts.At(now)),
                            _ => new BeatsCounted(amount + 1, amount % 7, ppm, "cpu", Facts.At(now)),
                        }
                    );
                    var score = ScoringRules.Explain(state, Settings, Facts.At(now));
                    Assert.InRange(score.Ppm, 0, 1_000_000);
                    Assert.Equal(score.Ppm, score.Parts.Sum(part => part.ContributionPpm));
                    Assert.All(
                        score.Parts,
                        part => Assert.Equal((int)((long)part.ValuePpm * part.WeightPpm / 1_000_000), part.ContributionPpm)
                    );
                }
            }
        );
    }

    [Fact]
    public void The_tightest_resource_decides_the_headroom()
    {
        var (ppm, tightest) = ScoringRules.Headroom(("cpu", 40, 80), ("memory", null, 85), ("disk", 72, 80));
        Assert.Equal(100_000, ppm);
        Assert.StartsWith("disk at 72.0 %", tightest, StringComparison.Ordinal);
    }

    private void Say(params IEvent[] facts) => _state = facts.Aggregate(_state, (current, fact) => current.Apply(fact));

    private IReadOnlyList<IEvent> Take(Score score, long at)
    {
        var facts = ScoringRules.Decide(_state, Settings, score, Facts.At(at)).Events;
        Say([.. facts]);
        return facts;
    }
}
