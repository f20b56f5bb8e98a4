using Aios.Actors.Spine;
using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Tests.Spine;

public class DecisionsActorSpecs : ActorSpecs
{
    private readonly IActorRef _journal;

    public DecisionsActorSpecs()
    {
        var (log, memory) = (Folder.Log, Memory);
        _journal = Start(() => new JournalActor(log, memory));
    }

    [Fact]
    public void What_is_decided_while_it_lives_is_stored()
    {
        Begin(Folder.Decisions);
        Decide(1, 3);
        AwaitCondition(() => Folder.Decisions.Stats().Count == 3);
    }

    [Fact]
    public void What_was_decided_before_it_began_is_read_from_the_log_once()
    {
        Decide(1, DecisionsActor.MostBehind + 500);
        Begin(Folder.Decisions, "first");
        AwaitCondition(() => Folder.Decisions.Stats().Count == DecisionsActor.MostBehind + 500);

        var again = Begin(Folder.Decisions, "second");
        Decide(10_000, 1);
        AwaitCondition(() => Folder.Decisions.Stats().Count == DecisionsActor.MostBehind + 501);
        Assert.Equal(0, Ask<DecisionStats>(again, new DecisionsActor.GetDecisionStats()).Refused);
    }

    [Fact]
    public void A_store_that_fails_stops_nobody_and_gets_everything_when_it_works_again()
    {
        var store = new Unwell(Folder.Decisions);
        var actor = Begin(store);
        Decide(1, 1);
        AwaitCondition(() => Ask<DecisionStats>(actor, new DecisionsActor.GetDecisionStats()).Trouble is not null);
        Decide(2, DecisionsActor.MostBehind * 2);
        Assert.Equal("disk full", Ask<DecisionStats>(actor, new DecisionsActor.GetDecisionStats()).Trouble);

        store.IsWell = true;

        PassUntil(() => Folder.Decisions.Stats().Count == DecisionsActor.MostBehind * 2 + 1, "all decisions", step: 1);
        Assert.Null(Ask<DecisionStats>(actor, new DecisionsActor.GetDecisionStats()).Trouble);
    }

    [Fact]
    public void No_commit_is_larger_than_others_can_wait_for()
    {
        Decide(1, DecisionsActor.MostPerCommit * 3 + 1);
        var store = new Unwell(Folder.Decisions) { IsWell = true };
        Begin(store);

        AwaitCondition(() => Folder.Decisions.Stats().Count == DecisionsActor.MostPerCommit * 3 + 1);

        Assert.Equal(DecisionsActor.MostPerCommit, store.Largest);
    }

    [Fact]
    public void A_record_that_is_no_decision_any_more_is_counted_and_the_rest_goes_on()
    {
        var actor = Begin(Folder.Decisions);
        Append([Shell.Note(EventTypes.ReactorSkipped, "aios/reactor", Severity.Info, LooseJson.Object(("event_seq", 1L)))]);
        Decide(1, 1);
        AwaitCondition(() => Folder.Decisions.Stats().Count == 1);
        Assert.Equal(1, Ask<DecisionStats>(actor, new DecisionsActor.GetDecisionStats()).Refused);
    }

    private IActorRef Begin(IDecisionStore store, string name = "decisions")
    {
        var reader = Folder.Log.Reader();
        return Start(() => new DecisionsActor(store, reader), name);
    }

    private void Decide(int from, int count)
    {
        foreach (var part in Enumerable.Range(from, count).Chunk(500))
            Append([
                .. part.Select(seq =>
                    Shell.Note(
                        EventTypes.ReactorSkipped,
                        "aios/reactor",
                        Severity.Info,
                        LooseJson.Object(("event_seq", (long)seq), ("event_type", "app.full"), ("reason", "no playbook asks for it"))
                    )
                ),
            ]);
    }

    private void Append(IReadOnlyList<Event> events) => Ask<JournalProtocol.Appended>(_journal, new JournalProtocol.Append(events));

    private sealed class Unwell(DecisionStore store) : IDecisionStore
    {
        public volatile bool IsWell;

        public int Largest { get; private set; }

        public long Applied => store.Applied;

        public Task Record(IReadOnlyList<DecisionEntry> entries, IReadOnlyList<DecisionChange> changes, long upToSeq)
        {
            Largest = Math.Max(Largest, entries.Count + changes.Count);
            return IsWell ? store.Record(entries, changes, upToSeq) : Task.FromException(new IOException("disk full"));
        }

        public IReadOnlyList<DecisionEntry> List(DecisionQuery query) => store.List(query);

        public (DecisionEntry Entry, IReadOnlyList<DecisionVersion> Before)? Find(string id) => store.Find(id);

        public DecisionStats Stats() => store.Stats();
    }
}
