using Aios.Loop.Surface.Verbs;
using Aios.Node.Inspection;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Inspection;

public sealed class MachineVerbSpecs
{
    [Fact]
    public async Task A_check_that_fails_ends_the_doctor_with_code_2_and_trouble_is_told_after_the_checks()
    {
        await using var node = new RunningNode();
        node.Views.StatusAnswer = node.Views.StatusAnswer with { Trouble = ["the journal is slow"] };
        var well = await node.Ask("doctor");
        Assert.Equal(new InspectionAnswer.End(ExitCode.Done, null), well[^1]);
        Assert.Equal("the journal is slow", ((InspectionAnswer.Item)well[^2]).Value.GetProperty("found").GetString());
        node.Views.CheckAnswer.Add(new("data", "fail", "it cannot be written", "look who owns it"));
        Assert.Equal(new InspectionAnswer.End(ExitCode.Unhealthy, null), (await node.Ask("doctor"))[^1]);
    }

    [Theory]
    [InlineData("{}", 3_600_000, 60)]
    [InlineData("""{"from":"7d","spans":"7"}""", 7 * 86_400_000, 7)]
    public async Task The_history_of_beats_is_asked_for_a_range_in_spans(string arguments, long range, int spans)
    {
        await using var node = new RunningNode();
        await node.Ask("heartbeat history", arguments);
        var (from, to, count) = Assert.Single(node.Views.AskedBeats);
        Assert.Equal((range, spans), (to - from, count));
    }

    [Theory]
    [InlineData("""{"from":"8d"}""")]
    [InlineData("""{"from":"1h","to":"2h"}""")]
    public async Task A_range_of_beats_that_is_none_is_refused(string arguments)
    {
        await using var node = new RunningNode();
        var end = (InspectionAnswer.End)(await node.Ask("heartbeat history", arguments))[^1];
        Assert.Equal(ExitCode.Usage, end.Code);
        Assert.Contains("1 s to 7 days apart", end.Error);
    }
}
