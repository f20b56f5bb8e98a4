using Aios.Loop.Conditions;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Tests.Surface;

public sealed class ExplainSpecs
{
    private static readonly Dictionary<EffectId, EffectRecord> NoEffects = [];

    [Fact]
    public void A_chain_is_told_in_the_order_of_the_log_with_the_time_between()
    {
        var links = ChainRules.Links(
            [
                Record(12, 1_040, "run.step-started", """{"run":"r","step":"mend","attempt":1}"""),
                Record(10, 1_000, "app.broken", """{"value":93.1,"threshold":80,"unit":"percent"}"""),
                Record(10, 1_000, "app.broken", "{}"),
                Record(11, 990, "scheduler.decision", """{"action":"dispatch","reason":"next in order","waited_ms":2}"""),
            ],
            NoEffects,
            _ => null,
            "event-10"
        );
        Assert.Equal(
            [
                "sense 0 app.broken, warn, from test: 93.1 percent over 80",
                "schedule 0 dispatch: next in order, waited 2 ms",
                "react 50 mend #1 started",
            ],
            links.Select(link => $"{link.Stage} {link.AfterMs} {link.Text}")
        );
        Assert.Equal([true, false, false], links.Select(link => link.IsAsked));
    }

    [Fact]
    public void What_was_done_comes_from_the_ledger_and_what_became_of_a_decision_from_the_store()
    {
        var intent = new EffectIntent(
            new EffectId("r/mend#1"),
            new RunId("r"),
            "mend",
            1,
            Risk.Reversible,
            new EffectAction.RunProcess(["/bin/true", "-x"]),
            TimeSpan.FromSeconds(1),
            false,
            null
        );
        var links = ChainRules.Links(
            [
                Record(
                    1,
                    0,
                    EventTypes.ReactorMatched,
                    """{"playbook":"a","reason":"the only one that fits","options":[{"name":"a","reason":"chosen"},{"name":"b","reason":"it is disabled"}]}"""
                ),
                Record(2, 1, "run.step-started", """{"run":"r","step":"mend","attempt":1}"""),
                Record(3, 2, EventTypes.ScoreUpdated, """{"score":0.9}"""),
            ],
            new Dictionary<EffectId, EffectRecord> { [intent.Id] = new(intent, 0, null, null) },
            _ => "success",
            score: "0.800"
        );
        Assert.Equal(
            [
                "a answers it: the only one that fits; not b: it is disabled; it became: success",
                "mend #1 started: /bin/true -x",
                "score.updated 0.800 → 0.900",
            ],
            links.Select(link => link.Text)
        );
    }

    [Theory]
    [InlineData("run.step-started", """{"run":"r"}""", true)]
    [InlineData("run.step-started", """{"run":"other"}""", false)]
    [InlineData("reactor.matched", """{"event":"event-1"}""", true)]
    [InlineData("scheduler.decision", """{"event":"event-2"}""", false)]
    [InlineData("app.broken", "{}", true)]
    public void A_chain_of_a_run_leaves_out_what_others_did(string type, string payload, bool isOf) =>
        Assert.Equal(isOf, ChainRules.IsOf(new RunId("r"), new EventId("event-1"), Record(5, 0, type, payload).Event));

    [Fact]
    public void Every_event_stands_under_its_cause_and_a_circle_harms_nobody()
    {
        ChainLink[] links = [Link(1, null), Link(2, 1), Link(3, 4), Link(4, 3), Link(5, 2), Link(6, 1), Link(7, 7)];
        Assert.Equal(
            ["1 0", "2 1", "5 2", "6 1", "3 0", "4 1", "7 0"],
            CausalTree.Of(links).Select(each => $"{each.Link.Seq} {each.Depth}")
        );
    }

    [Theory]
    [InlineData("severity >= error : severity is 1", "severity >= error is false: severity is warn (1)")]
    [InlineData("payload.mount == '/' : payload.mount is '/home'", "payload.mount == '/' is false: payload.mount is '/home'")]
    [InlineData("it is disabled", "it is disabled")]
    public void A_failing_condition_is_told_with_the_names_of_its_values(string reason, string worded) =>
        Assert.Equal(worded, WhyNotRules.Worded(reason));

    [Fact]
    public void Why_not_names_the_first_failing_condition_with_its_values() =>
        Assert.Equal("severity >= error is false: severity is warn (1)", Now(When("severity >= error")).Reason);

    [Fact]
    public void Why_not_names_what_it_asks_for() =>
        Assert.Equal("it asks for app.full, not for app.broken", Now(Facts.Playbook(type: "app.full")).Reason);

    [Fact]
    public void Why_not_names_who_was_better()
    {
        var better = Facts.Playbook("better") with { Confidence = 0.9 };
        Assert.Equal(
            (false, "better ranks before it"),
            Now(Facts.Playbook(), better) is var answer ? (answer.Answers, answer.Reason) : default
        );
    }

    [Theory]
    [InlineData("run.stuck", "test", "such are never answered")]
    [InlineData("app.broken", "import/old", "history is not answered")]
    [InlineData("app.recovered", "test", "it says that something is over")]
    public void Why_not_says_what_is_never_answered(string type, string source, string why)
    {
        var recorded = Facts.Event(5, type);
        recorded = recorded with { Event = recorded.Event with { Source = source } };
        var playbook = Facts.Playbook(type: type);
        Assert.Contains(why, WhyNotRules.Now(ReactingState.Empty, new Catalog([playbook]), playbook, recorded, Facts.At(0)).Reason);
    }

    [Fact]
    public void An_event_that_was_answered_is_asked_as_if_it_were_new()
    {
        var playbook = Facts.Playbook();
        var plan = PlanRules.Plan(playbook, Facts.Event(5)).Plan!;
        var state = ReactingState
            .Empty.Apply(new ReactingProtocol.Matched(plan, null, 0))
            .Apply(new ReactingProtocol.RunClosed(plan.Id, playbook.Id, RunPhase.Verified));
        Assert.True(WhyNotRules.Now(state, new Catalog([playbook]), playbook, Facts.Event(5), Facts.At(0)).Answers);
    }

    [Fact]
    public void What_was_decided_then_is_read_from_its_record()
    {
        var skipped = Record(
            7,
            70,
            EventTypes.ReactorSkipped,
            """{"event":"event-5","reason":"every candidate has a reason against it","options":[{"name":"fix-it","reason":"severity >= error : severity is 1"}]}"""
        );
        Assert.Equal(
            "severity >= error is false: severity is warn (1)",
            WhyNotRules.Then(new PlaybookId("fix-it"), skipped)!.Answer.Reason
        );
        var matched = Record(8, 80, EventTypes.ReactorMatched, """{"event":"event-5","reason":"the best","playbook":"fix-it","run":"r"}""");
        Assert.Equal(
            (true, "r"),
            WhyNotRules.Then(new PlaybookId("fix-it"), matched) is { } then ? (then.Answer.Answers, then.Run) : default
        );
        var shed = Record(
            9,
            90,
            EventTypes.SchedulerDecision,
            """{"event":"event-5","action":"shed","reason":"bound","waited_ms":30000}"""
        );
        Assert.Equal("it was shed after 30000 ms: bound", WhyNotRules.Then(new PlaybookId("fix-it"), shed)!.Answer.Reason);
    }

    private static WhyNotAnswer Now(Playbook playbook, params Playbook[] others) =>
        WhyNotRules.Now(ReactingState.Empty, new Catalog([playbook, .. others]), playbook, Facts.Event(5), Facts.At(0));

    private static Playbook When(string condition) =>
        Facts.Playbook() with
        {
            Trigger = new Trigger("app.broken", Condition.Parse(condition).Condition, []),
        };

    private static ChainLink Link(long seq, long? cause) =>
        new(seq, new EventId($"event-{seq}"), cause is null ? null : $"event-{cause}", seq, "sense", "app.broken", "");

    private static RecordedEvent Record(long seq, long at, string type, string payload)
    {
        var plain = Facts.Event(seq, type, payload: payload);
        return plain with { Event = plain.Event with { Timestamp = at } };
    }
}
