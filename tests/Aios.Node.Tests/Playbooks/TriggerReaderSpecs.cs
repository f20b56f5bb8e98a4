using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
using Aios.Node.Playbooks;

namespace Aios.Node.Tests.Playbooks;

public sealed class TriggerReaderSpecs
{
    private const string On = "type = resource.disk_low, when = \"severity >= warn\"";

    [Fact]
    public void Types_and_keywords_are_read()
    {
        var trigger = Trigger("types = [agent.error, \"resource.*\"], keywords = [timeout, \"connection refused\"], whole-words = true");

        Assert.Equal(["agent.error", "resource.*"], trigger.Types);
        Assert.Equal(["timeout", "connection refused"], trigger.Keywords);
        Assert.True(trigger.WholeWords);
        Assert.Null(trigger.Window);
        Assert.Equal("agent.error or resource.* with 'timeout' or 'connection refused' as a word", TriggerView.Line(trigger));
    }

    [Theory]
    [InlineData("type = a.b, count = 3, within = 5m", WindowKind.Count, 300, 3, "a.b, 3 events within 5m")]
    [InlineData(
        "type = a.b, accumulate-within = 1h, count = 2",
        WindowKind.AccumulateWithin,
        3600,
        2,
        "a.b, 2 events within 1h from the first on"
    )]
    [InlineData("type = a.b, once-within = 10s", WindowKind.OnceWithin, 10, 0, "a.b, the first within 10s")]
    [InlineData("keywords = [oom], once-after = 10s", WindowKind.OnceAfter, 10, 0, "any type with 'oom', once, 10s after the first")]
    public void Each_window_is_read(string on, WindowKind kind, int seconds, int count, string line)
    {
        var trigger = Trigger(on);

        Assert.Equal((kind, TimeSpan.FromSeconds(seconds), count), (trigger.Window!.Kind, trigger.Window.Within, trigger.Window.Count));
        Assert.Equal(line, TriggerView.Line(trigger));
    }

    [Theory]
    [InlineData("all", "5m", WindowKind.All)]
    [InlineData("not-all", "5m", WindowKind.NotAll)]
    [InlineData("any", null, WindowKind.Any)]
    public void Conditions_of_a_window_may_stand_without_a_type(string member, string? within, WindowKind kind)
    {
        var trigger = Trigger(
            $"{member} = [\"type == 'a'\", \"type == 'b' && severity >= warn\"]{(within is null ? "" : $", within = {within}")}, group-by = [payload.host]"
        );

        Assert.Empty(trigger.Types);
        Assert.Equal(kind, trigger.Window!.Kind);
        Assert.Equal(["type == 'a'", "type == 'b' && severity >= warn"], trigger.Window.Conditions.Select(condition => condition.Text));
        Assert.EndsWith(
            " of: type == 'a'; type == 'b' && severity >= warn, window and cooldown per payload.host",
            TriggerView.Line(trigger)
        );
    }

    [Theory]
    [InlineData("drop-new", BusyPolicy.DropNew)]
    [InlineData("queue", BusyPolicy.Queue)]
    [InlineData("cancel-old", BusyPolicy.CancelOld)]
    public void What_happens_to_an_event_whose_target_is_busy_is_read(string word, BusyPolicy policy)
    {
        Assert.Equal(policy, Sample.Read(Sample.With("targets = own-children", $"targets = own-children, when-busy = {word}")).WhenBusy);
        Assert.Equal(BusyPolicy.DropNew, Sample.Read(Sample.Good).WhenBusy);
    }

    [Theory]
    [InlineData(
        "when = \"severity >= warn\"",
        "6:6: playbook.on.type is missing; it must be an event type, or a prefix such as resource.*; it may be left out "
    )]
    [InlineData("count = 3, within = 5m", "6:6: playbook.on.type is missing; ")]
    [InlineData("type = a, types = [b]", "6:18: playbook.on.types stands beside type; a playbook has one of them")]
    [InlineData("types = b", "6:16: playbook.on.types (b) must be a list of event types, such as ")]
    [InlineData("types = []", "6:16: playbook.on.types (a list) must be a list of event types, such as ")]
    [InlineData("types = [a, [b]]", "6:20: playbook.on.types[2] (a list) must be a text")]
    [InlineData("types = [a, \"*\"]", "6:16: playbook.on.types (*) must be an event type, or a prefix such as resource.*")]
    [InlineData("types = [a, run.failed]", "6:16: playbook.on.types (run.failed) must be something else than this node's own records")]
    [InlineData("keywords = oom", "6:19: playbook.on.keywords (oom) must be a list of texts, such as ")]
    [InlineData("keywords = []", "6:19: playbook.on.keywords (a list) must be a list of texts, such as ")]
    [InlineData("keywords = [\" \"]", "6:19: playbook.on.keywords ( ) must be texts of 1 to 64 characters")]
    [InlineData("keywords = [oom, [x]]", "6:25: playbook.on.keywords[2] (a list) must be a text")]
    [InlineData("type = a, whole-words = 1", "6:32: playbook.on.whole-words (1) must be true or false")]
    [InlineData("type = a, within = 5m", "6:18: playbook.on.within needs count, all or not-all beside it")]
    [InlineData("type = a, count = 3", "6:18: playbook.on.count needs within beside it, in which time, such as within = 5m")]
    [InlineData("type = a, count = 1, within = 5m", "6:26: playbook.on.count (1) must be between 2 and 1000 events")]
    [InlineData("type = a, count = few, within = 5m", "6:26: playbook.on.count (few) must be a whole number, at most 2147483647")]
    [InlineData("type = a, count = 3, within = 2d", "6:38: playbook.on.within (48h) must be between 1s and 24h")]
    [InlineData("type = a, count = 3, within = soon", "6:38: playbook.on.within (soon) must be a duration such as ")]
    [InlineData("type = a, accumulate-within = 5m", "6:18: playbook.on.accumulate-within needs count beside it, how many events")]
    [InlineData("type = a, once-within = 1ms", "6:32: playbook.on.once-within (1ms) must be between 1s and 24h")]
    [InlineData("type = a, once-after = 2d", "6:31: playbook.on.once-after (48h) must be between 1s and 24h")]
    [InlineData("type = a, once-within = 5m, within = 5m", "6:36: playbook.on.within has no meaning beside once-within")]
    [InlineData(
        "type = a, once-after = 5m, once-within = 5m",
        "6:18: playbook.on.once-after stands beside once-within; a playbook has one window"
    )]
    [InlineData("any = [\"true\", \"false\"], count = 2", "6:8: playbook.on.any stands beside count; a playbook has one window")]
    [InlineData("any = [\"severity >= warn\"]", "6:14: playbook.on.any (1) must be between 2 and 16 conditions")]
    [InlineData("any = []", "6:14: playbook.on.any (0) must be between 2 and 16 conditions")]
    [InlineData("any = \"true\"", "6:14: playbook.on.any (true) must be a list of conditions in quotes, such as ")]
    [InlineData("all = [\"true\", \"severity >\"], within = 5m", "6:34: playbook.on.all[2] is no condition: ")]
    [InlineData("not-all = [\"true\", \"false\"]", "6:8: playbook.on.not-all needs within beside it, in which time, such as within = 5m")]
    public void Each_fault_is_placed_and_says_what_is_allowed(string on, string expected)
    {
        Assert.StartsWith("p.conf:" + expected, Assert.Single(Sample.FaultsOf(Sample.With(On, on))));
    }

    [Fact]
    public void Another_word_for_a_busy_target_is_refused() =>
        Assert.StartsWith(
            "p.conf:5:39: playbook.when-busy (wait) must be drop-new, queue or cancel-old",
            Assert.Single(Sample.FaultsOf(Sample.With("targets = own-children", "targets = own-children, when-busy = wait")))
        );

    private static Trigger Trigger(string on) => Sample.Read(Sample.With(On, on)).Trigger;
}
