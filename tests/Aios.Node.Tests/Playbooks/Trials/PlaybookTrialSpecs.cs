using Aios.Loop.Reacting;
using Aios.Node.Playbooks.Trials;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Playbooks.Trials;

public sealed class PlaybookTrialSpecs
{
    [Fact]
    public void A_match_has_a_plan_with_the_values_of_the_event()
    {
        var trial = Assert.Single(
            Run(Sample.Good, """{"type":"resource.disk_low","severity":"error","payload":{"target":"/var","pid":42,"start_time":7}}""")
        );
        Assert.Null(trial.Against);
        Assert.Equal("severity is 2", Assert.Single(trial.Readings));
        var item = TrialItem.Of(Sample.Read(Sample.Good), trial);
        Inspection.SchemaCheck.Assert("aios.playbook_test/1", item);
        Assert.Equal("/bin/true /var", item.GetProperty("plan").GetProperty("steps")[0].GetProperty("action").GetString());
    }

    [Theory]
    [InlineData("""{"type":"resource.disk_low"}""", "severity >= warn : severity is 0")]
    [InlineData("""{"type":"resource.disk_low","severity":"warn"}""", "the event has no payload.target")]
    [InlineData("""{"type":"resource.disk_low","severity":"warn","payload":{"target":"/"}}""", "the event has no payload.pid")]
    [InlineData("""{"type":"resource.disk_lo","severity":"warn"}""", "it asks for resource.disk_low, not for resource.disk_lo")]
    [InlineData("""{"type":"resource.disk_low","severity":"warn","payload":{"status":"resolved"}}""", "it says that something is over")]
    [InlineData("""{"type":"resource.recovered","severity":"warn"}""", "it says that something is over")]
    [InlineData("""{"type":"run.failed","severity":"warn"}""", "run.failed is a record of the node itself: nothing answers it")]
    [InlineData("""{"type":"resource.disk_low","severity":"warn","source":"import/x"}""", "it was imported: history is not acted on")]
    public void No_match_has_its_first_reason(string line, string against)
    {
        var trial = Assert.Single(Run(Sample.Good, line));
        Assert.Equal((null, against), (trial.Plan, trial.Against));
    }

    [Fact]
    public void A_disabled_playbook_answers_nothing() =>
        Assert.Equal("it is disabled", Assert.Single(Run(Sample.With("id = tidy", "id = tidy, enabled = false"), Line(0))).Against);

    [Fact]
    public void Time_passes_as_the_events_tell()
    {
        var text = Sample.With("id = tidy", "id = tidy, cooldown = 1m");
        var trials = Run(text, string.Join('\n', Line(0), Line(30_000), Line(29_000), Line(60_000), Line(61_000)));
        Assert.Equal([true, false, false, true, false], trials.Select(trial => trial.Plan is not null));
        Assert.Equal("it rests for another 30 s", trials[1].Against);
        Assert.Equal("it rests for another 30 s", trials[2].Against);
    }

    [Fact]
    public void Windows_count_in_the_time_of_the_events()
    {
        var text = Sample
            .With("type = resource.disk_low,", "type = resource.disk_low, count = 2, within = 1m,")
            .Replace("id = tidy", "id = tidy, cooldown = 0");
        var trials = Run(text, string.Join('\n', Line(0), Line(61_000), Line(90_000)));
        Assert.Equal(["1 of 2 within 1m", "1 of 2 within 1m", null], trials.Select(trial => trial.Against));
        Assert.Equal([2, 3], trials[2].Events);
    }

    [Fact]
    public void A_window_that_fires_by_itself_does_so_at_its_time()
    {
        var text = Sample
            .With("type = resource.disk_low,", "type = resource.disk_low, once-after = 1m,")
            .Replace("id = tidy", "id = tidy, cooldown = 0");
        var trials = Run(text, string.Join('\n', Line(0), Line(30_000), Line(70_000)));
        Assert.Equal([0, 30_000, 60_000, 70_000, 130_000], trials.Select(trial => trial.AtWall));
        Assert.Equal([false, false, true, false, true], trials.Select(trial => trial.Plan is not null));
        Assert.Equal([1, 2], trials[2].Events);
    }

    private static string Line(long at) =>
        $$$"""{"type":"resource.disk_low","severity":"warn","timestamp":{{{at}}},"payload":{"target":"/","pid":42,"start_time":7}}""";

    private static IReadOnlyList<Trial> Run(string playbook, string events)
    {
        var (read, faults) = EventText.Read("e.json", events, 0);
        Assert.Empty(faults);
        return [.. PlaybookTrial.Run(Sample.Read(playbook), read)];
    }
}
