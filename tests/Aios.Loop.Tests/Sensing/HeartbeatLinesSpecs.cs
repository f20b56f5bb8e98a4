using Aios.Loop.Sensing;

namespace Aios.Loop.Tests.Sensing;

public sealed class HeartbeatLinesSpecs
{
    private static readonly BeatAlert Cpu = new("cpu_spike", 93.1);
    private static readonly BeatAlert Memory = new("memory_high", 91);

    public static TheoryData<double, BeatAlert[], double?, long, string> Lines =>
        new()
        {
            { 0.05, [], null, 0, "HEARTBEAT_OK (0.05ms)" },
            { 0.2, [Cpu], null, 0, "AIOS_ALERT:cpu_spike 93.1% (0.2ms)" },
            { 1, [Cpu, Memory], 0.1, 3, "AIOS_ALERT:cpu_spike 93.1%, memory_high 91.0% (1.0ms)" },
            { 0.05, [], 0.412, 3, "AIOS_DEGRADED:0.412 (0.05ms)" },
            { 0.05, [], 0.5, 2, "AIOS_AUTO_FIXED:2 (0.05ms)" },
            { 0.05, [], 0.5, 0, "HEARTBEAT_OK (0.05ms)" },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_says_the_gravest_thing_first(double ms, BeatAlert[] alerts, double? score, long verified, string line) =>
        Assert.Equal(line, HeartbeatLines.Of(ms, alerts, score, verified));

    [Fact]
    public void A_repair_is_no_trouble_and_an_alert_or_a_low_score_is()
    {
        Assert.True(HeartbeatLines.IsOk([], null));
        Assert.True(HeartbeatLines.IsOk([], 0.5));
        Assert.False(HeartbeatLines.IsOk([], 0.499));
        Assert.False(HeartbeatLines.IsOk([Cpu], 1));
    }
}
