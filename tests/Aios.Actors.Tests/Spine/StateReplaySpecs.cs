using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Spine;

public class StateReplaySpecs : ActorSpecs
{
    private static readonly Dictionary<string, long> NoCursor = [];
    private StateReplay _replay = new();
    private long _seq;

    [Fact]
    public async Task What_a_node_wrote_into_both_is_the_same()
    {
        var random = new RandomRuns(7);
        foreach (var (plan, fact) in random.Facts(runs: 20, turns: 2_000))
        {
            Apply(Samples.Written(Shell, plan, fact));
            await Mirror(plan, fact);
        }

        Assert.Empty(Differences());
        Assert.True(_replay.Effects.Effects.Count > 50, $"only {_replay.Effects.Effects.Count} effects");
    }

    [Fact]
    public async Task Every_difference_is_named()
    {
        var plan = Samples.Plan("run-1", [Samples.Step("one"), Samples.Step("two")]);
        foreach (var fact in (IEvent[])[new Planned(plan, 1), new StepStarted("one", 1, 2), new StepSucceeded("one", 1, "done", 3, 4)])
            Apply(Samples.Written(Shell, plan, fact));
        Assert.Equal(["effect run-1/one#1 is Ok by the records, and not in the ledger"], Differences());

        await Folder.Ledger.RecordIntent(Intent("run-1", "one") with { Idempotent = true });
        Assert.Equal(["effect run-1/one#1: whether it may be repeated is not as it was planned"], Differences());

        await Folder.Ledger.RecordIntent(Intent("run-2", "one"));
        Assert.Contains("effect run-2/one#1 is in the ledger, and no record tells of its start", Differences());
    }

    [Fact]
    public async Task An_outcome_that_is_missing_or_other_is_named()
    {
        var plan = Samples.Plan("run-1");
        foreach (var fact in (IEvent[])[new Planned(plan, 1), new StepStarted("tell", 1, 2), new StepSucceeded("tell", 1, "done", 3, 4)])
            Apply(Samples.Written(Shell, plan, fact));
        await Folder.Ledger.RecordIntent(Intent("run-1", "tell"));
        Assert.Equal(["effect run-1/tell#1 has no outcome in the ledger, the records say Ok"], Differences());

        await Folder.Ledger.RecordOutcome(new EffectOutcome(new EffectId("run-1/tell#1"), EffectResult.Timeout, "", null, "", 1));
        Assert.Equal(["effect run-1/tell#1 is Timeout in the ledger, the records say Ok"], Differences());
    }

    [Fact]
    public async Task The_ledger_may_be_ahead_of_the_records_and_what_was_refused_is_in_neither()
    {
        var plan = Samples.Plan("run-1", [Samples.Step("one"), Samples.Step("two")], retry: RetrySettings.Default);
        foreach (
            var fact in (IEvent[])
                [new Planned(plan, 1), new StepStarted("one", 1, 2), new StepFailed("one", 1, EffectResult.Refused, "no", 0, 3)]
        )
            Apply(Samples.Written(Shell, plan, fact));
        Apply(Samples.Written(Shell, plan, new StepStarted("one", 2, 4)));
        var ahead = Intent("run-1", "one", 2);
        await Folder.Ledger.RecordIntent(ahead);
        await Folder.Ledger.RecordOutcome(new EffectOutcome(ahead.Id, EffectResult.Ok, "", null, "", 1));

        Assert.Empty(Differences());
    }

    [Fact]
    public void A_cursor_behind_the_end_of_the_log_and_a_settled_event_without_a_decision_are_named()
    {
        Apply(Samples.Event("app.full"));
        Apply(Note(EventTypes.SchedulerDecision, ("action", "dispatch"), ("event_seq", 1L)));
        Assert.Empty(Differences(cursor: 0));
        Assert.Equal(["event 1 counts as settled, and no record says what the reactor decided about it"], Differences(cursor: 2));
        Apply(Note(EventTypes.ReactorSkipped, ("event_seq", 1L)));
        Assert.Empty(Differences(cursor: 3));
        Assert.Equal(["cursor scheduler stands at 4, and the log ends at 3"], Differences(cursor: 4));
    }

    [Theory]
    [InlineData(EventTypes.NodeRestored, "backup_at")]
    [InlineData(EventTypes.NodeStarted, "repair")]
    public async Task After_a_new_beginning_events_of_before_count_as_settled_and_the_ledger_may_know_more(string type, string member)
    {
        Apply(Note(EventTypes.SchedulerDecision, ("action", "dispatch"), ("event_seq", 1L)));
        await Folder.Ledger.RecordIntent(Intent("run-1", "one"));
        Assert.Equal(2, Differences(cursor: 1).Count);
        Pass(1);

        Apply(Shell.Note(type, "aios/node", Severity.Info, LooseJson.Object((member, "x"))));
        Assert.Empty(Differences(cursor: 2));

        Pass(1);
        await Folder.Ledger.RecordIntent(Intent("run-2", "one"));
        Assert.Single(Differences(cursor: 2));
    }

    [Fact]
    public void A_decision_that_only_one_of_them_has_is_named()
    {
        Apply(
            Shell.Note(
                EventTypes.ReactorSkipped,
                "aios/reactor",
                Severity.Info,
                LooseJson.Object(("event_seq", 9L), ("event_type", "app.full"), ("reason", "no playbook asks for it"))
            )
        );
        var applied = new Dictionary<string, long> { ["decisions"] = 1 };
        Assert.Equal(
            ["record 1 is a decision, and the store does not have it"],
            _replay.Differences(_replay.Finished(), [], applied, new HashSet<long>())
        );
        Assert.Empty(_replay.Differences(_replay.Finished(), [], NoCursor, new HashSet<long>()));
        Assert.Equal(["decision 2 is in the store, and record 2 is none"], Differences(null, 1, 2));
    }

    [Fact]
    public async Task What_the_log_no_longer_tells_is_not_compared_and_what_it_still_tells_is()
    {
        await Folder.Ledger.RecordIntent(Intent("run-old", "one"));
        await Folder.Ledger.RecordIntent(Intent("run-cut", "one"));
        Pass(1);
        _replay = new StateReplay(new LogFloor(20, Shell.Now.Wall));
        _seq = 20;
        Apply(Samples.Written(Shell, Samples.Plan("run-cut", [Samples.Step("one")]), new StepSucceeded("one", 1, "done", 3, 4)));
        await Folder.Ledger.RecordIntent(Intent("run-cut", "two"));

        Assert.Empty(Differences(21, 12, 20));

        await Folder.Ledger.RecordIntent(Intent("run-new", "one"));
        Assert.Equal(
            [
                "effect run-new/one#1 is in the ledger, and no record tells of its start",
                "decision 21 is in the store, and record 21 is none",
            ],
            Differences(21, 12, 21)
        );
    }

    private Event Note(string type, params (string, object?)[] payload) =>
        Shell.Note(type, "aios/scheduler", Severity.Info, LooseJson.Object(payload));

    private void Apply(Event fact) => _replay.Apply(new RecordedEvent(++_seq, "node-0001", 1, fact));

    private IReadOnlyList<string> Differences(long? cursor = null, params long[] decisions) =>
        _replay.Differences(
            _replay.Finished(),
            Folder.Ledger.List(new EffectQuery(null, null, int.MaxValue)),
            cursor is { } seq ? new Dictionary<string, long> { [SchedulingProtocol.Reader] = seq } : NoCursor,
            decisions.ToHashSet()
        );

    /// <summary>Does what the door does beside the run's facts.</summary>
    private async Task Mirror(RunPlan plan, IEvent fact)
    {
        var id = fact switch
        {
            StepStarted started => EffectIntent.IdOf(plan.Id, started.Step, started.Attempt),
            StepSucceeded ok => EffectIntent.IdOf(plan.Id, ok.Step, ok.Attempt),
            StepFailed bad => EffectIntent.IdOf(plan.Id, bad.Step, bad.Attempt),
            _ => default,
        };
        if (fact is StepStarted)
            await Folder.Ledger.RecordIntent(_replay.Effects.Effects[id].Intent);
        else if (id != default)
            await Folder.Ledger.RecordOutcome(_replay.Effects.Effects[id].Outcome! with { Source = OutcomeSource.Seen });
    }

    private static EffectIntent Intent(string run, string step, int attempt = 1) =>
        new(
            EffectIntent.IdOf(new RunId(run), step, attempt),
            new RunId(run),
            step,
            attempt,
            Risk.Reversible,
            Samples.Notify,
            TimeSpan.FromSeconds(5),
            false,
            Samples.Trace
        );
}
