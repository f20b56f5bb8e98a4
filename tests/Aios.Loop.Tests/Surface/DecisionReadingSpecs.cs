using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Tests.Surface;

public sealed class DecisionReadingSpecs
{
    [Fact]
    public void A_match_names_every_candidate_and_why_each_lost()
    {
        var (entry, change) = Read(
            EventTypes.ReactorMatched,
            """
            {"event_seq":4,"event_type":"app.broken","playbook":"fix","run":"fix-1","reason":"the only one","confidence":0.5,"policy":"fix version 2",
            "options":[{"name":"fix","score":0.5,"reason":"chosen"},{"name":"other","score":0.9,"reason":"it is disabled"}]}
            """
        );

        Assert.Null(change);
        Assert.Equal(
            (LoopStage.React, "fix", "fix-1", DecisionOutcome.Pending),
            (entry!.Record.Stage, entry.Record.Chosen, entry.Run, entry.Outcome)
        );
        Assert.Equal(new DecisionOption("other", 0.9, "it is disabled"), entry.Record.Options[1]);
        Assert.Equal((0.5, "fix version 2"), (entry.Record.Confidence!.Value, entry.Record.Policy));
        Assert.Equal(("event-9", 9L), (entry.Id, entry.Seq));
    }

    [Theory]
    [InlineData("run.verified", "sensor cpu recovered on machine", "yes", DecisionOutcome.Success)]
    [InlineData("run.failed", "verification 1: sensor cpu has not recovered", "no", null)]
    [InlineData("run.failed", "step mend: ended with code 1", null, null)]
    [InlineData("run.stuck", "deadline passed", null, DecisionOutcome.Failed)]
    internal void A_verdict_is_a_decision_and_the_end_of_a_run_is_what_became_of_the_match(
        string type,
        string reason,
        string? said,
        DecisionOutcome? became
    )
    {
        var (entry, change) = Read(type, $$"""{"run":"fix-1","playbook":"fix","reason":"{{reason}}"}""", "aios/run");

        Assert.Equal((said, became), (entry?.Record.Chosen, change?.Outcome));
        if (change is not null)
            Assert.Equal((LoopStage.React, "fix-1"), (change.Stage, change.Run));
    }

    [Fact]
    public void A_shed_event_a_level_and_an_answer_are_decisions()
    {
        var shed = Read(
            EventTypes.SchedulerDecision,
            """{"action":"shed","event_seq":4,"reason":"bound","queue_position":0,"waited_ms":30000}"""
        );
        Assert.Equal(("shed", "bound, waited 30000 ms"), (shed.Entry!.Record.Chosen, shed.Entry.Record.Rationale));

        var level = Read(EventTypes.ScoreDegraded, """{"score":0.4,"parts":{"success":{"contribution":0.1,"because":"1 of 4"}}}""");
        Assert.Equal(("degraded", "1 of 4"), (level.Entry!.Record.Chosen, level.Entry.Record.Options[0].Reason));
        Assert.Equal((LoopStage.Score, DecisionOutcome.Superseded), (level.Change!.Stage, level.Change.Outcome));

        var answer = Read(EventTypes.EffectResolved, """{"effect":"r/s#1","run":"r","as":"happened","by":"uid 7","reason":""}""");
        Assert.Equal(("happened", "uid 7"), (answer.Entry!.Record.Chosen, answer.Entry.Record.Stakeholders[0]));
    }

    [Theory]
    [InlineData("dispatch", "next in order", "", "place 3", "")]
    [InlineData("supersede", "event 9 speaks of the same and is later", ",\"by_seq\":9", "later", "event 9 counts in its place")]
    [InlineData("cancel", "no use", ",\"by\":\"uid 7\"", "no use", "it is not answered unless it is requeued")]
    [InlineData("requeue", "after all", ",\"by\":\"uid 7\"", "after all", "it waits in the queue again")]
    public void What_becomes_of_an_event_in_the_queue_is_a_decision(
        string action,
        string reason,
        string more,
        string said,
        string consequence
    )
    {
        var payload =
            $$"""{"action":"{{action}}","event_seq":4,"event_type":"app.broken","reason":"{{reason}}","queue_position":3,"waited_ms":20{{more}}}""";
        var record = Read(EventTypes.SchedulerDecision, payload).Entry!.Record;

        Assert.Equal((action, $"{reason}, waited 20 ms"), (record.Chosen, record.Rationale));
        Assert.Equal((action, 1), (record.Options[0].Name, record.Options[0].Score));
        Assert.Contains(said, record.Options[0].Reason, StringComparison.Ordinal);
        Assert.Equal(consequence, record.Consequences.FirstOrDefault() ?? "");
        Assert.Equal(more.Contains("uid 7") ? ["uid 7"] : [], record.Stakeholders);
        Assert.Equal([action, "app.broken"], record.Tags);
    }

    [Fact]
    public void What_somebody_else_says_is_no_decision_and_what_is_no_longer_readable_is_named()
    {
        Assert.Equal((null, null), Read(EventTypes.ReactorMatched, "{}", "cli"));
        Assert.Equal((null, null), Read("resource.cpu_spike", "{}"));
        Assert.Contains(
            "run is missing",
            Assert.Throws<FormatException>(() => Read("run.stuck", "{}", "aios/run")).Message,
            StringComparison.Ordinal
        );
    }

    private static (DecisionEntry? Entry, DecisionChange? Change) Read(string type, string payload, string source = "aios/test")
    {
        var recorded = Facts.Event(9, type, payload: payload);
        return DecisionReading.Read(recorded with { Event = recorded.Event with { Source = source } });
    }
}
