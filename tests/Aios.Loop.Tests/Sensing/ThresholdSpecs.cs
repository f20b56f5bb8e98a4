using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Loop.Tests.Sensing;

public sealed class ThresholdSpecs
{
    private static readonly ThresholdSettings Cpu = new(
        80,
        TimeSpan.FromSeconds(10),
        95,
        TimeSpan.FromSeconds(60),
        70,
        TimeSpan.FromMinutes(5)
    );

    private ThresholdState _state = ThresholdState.Empty;

    [Fact]
    public void A_value_under_its_bound_says_nothing() => Assert.Empty(Read(0, 80));

    [Fact]
    public void The_first_crossing_is_a_candidate_and_only_after_the_hold_an_alert()
    {
        Assert.IsType<CandidateSeen>(Assert.Single(Read(0, 81)));
        Assert.Empty(Read(9_999, 90));
        var alert = Assert.IsType<AlertRaised>(Assert.Single(Read(10_000, 90), fact => fact is AlertRaised));
        Assert.Equal((Severity.Warn, 10_000L), (alert.Severity, alert.HeldMs));
    }

    [Fact]
    public void A_dip_before_the_hold_is_over_starts_the_hold_anew()
    {
        Read(0, 81);
        Assert.IsType<CandidateDropped>(Assert.Single(Read(5_000, 80)));
        Read(6_000, 81);
        Assert.DoesNotContain(Read(15_000, 81), fact => fact is AlertRaised);
        Assert.Contains(Read(16_000, 81), fact => fact is AlertRaised);
    }

    [Fact]
    public void An_alert_does_not_repeat_and_clears_only_at_the_lower_bound()
    {
        Read(0, 81);
        Read(10_000, 81);
        Assert.Empty(Read(20_000, 90));
        Assert.Empty(Read(21_000, 71));
        var cleared = Assert.IsType<AlertCleared>(Assert.Single(Read(22_000, 70)));
        Assert.Equal((false, 12_000L), (cleared.Gone, cleared.LastedMs));
    }

    [Fact]
    public void An_alert_rises_to_critical_once()
    {
        Read(0, 96);
        Assert.Equal(Severity.Warn, Read(10_000, 96).OfType<AlertRaised>().Single().Severity);
        Assert.Equal(Severity.Critical, Read(60_000, 96).OfType<AlertRaised>().Single().Severity);
        Assert.Empty(Read(61_000, 99).OfType<AlertRaised>());
    }

    [Fact]
    public void After_an_alert_the_target_is_quiet_for_the_cooldown_and_then_speaks_again()
    {
        Read(0, 81);
        Read(10_000, 81);
        Read(20_000, 60);
        Read(30_000, 81);
        Assert.Empty(Read(309_000, 81).OfType<AlertRaised>());
        Assert.Single(Read(310_000, 81).OfType<AlertRaised>());
    }

    [Fact]
    public void A_dancing_value_is_on_record_as_a_candidate_once_a_minute()
    {
        var written = 0;
        for (var second = 0; second < 120; second++)
            written += Read(second * 1_000, second % 2 == 0 ? 81 : 79).OfType<CandidateSeen>().Count(seen => seen.OnRecord);
        Assert.Equal(2, written);
    }

    [Fact]
    public void A_target_that_is_gone_has_recovered()
    {
        Read(0, 81);
        Read(10_000, 81);
        var cleared = Assert.IsType<AlertCleared>(Assert.Single(ThresholdRules.DecideGone(_state, Facts.At(11_000)).Events));
        Assert.True(cleared.Gone);
    }

    [Fact]
    public void A_large_disk_is_short_when_little_is_free_although_its_share_is_small()
    {
        var shortages = DiskRules.Shortages(1_000_000_000_000, 9_000_000_000, 10, SensingSettings.Default.Disk).ToArray();
        Assert.Equal(["used", "inodes", "free"], shortages.Select(shortage => shortage.Aspect));
        var free = shortages[2];
        Assert.True(free.Value > free.Bounds.Warn && free.Value < free.Bounds.Critical);
        Assert.DoesNotContain(
            DiskRules.Shortages(50_000_000_000, 9_000_000_000, null, SensingSettings.Default.Disk),
            each => each.Aspect == "free"
        );
    }

    [Fact]
    public void An_unknown_fact_is_an_error_not_silence() => Assert.Throws<InvalidOperationException>(() => _state.Apply(new Stranger()));

    private IReadOnlyList<IEvent> Read(long at, double value)
    {
        var facts = ThresholdRules.Decide(_state, Cpu, value, Facts.At(at)).Events;
        foreach (var fact in facts)
            _state = _state.Apply(fact);
        return facts;
    }

    private sealed record Stranger : IEvent;
}
