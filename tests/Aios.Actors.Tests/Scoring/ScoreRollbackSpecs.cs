using Aios.Actors.Scoring;
using Aios.Loop.Effects;
using Aios.Loop.Rollback;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Effects.RunProtocol;
using static Aios.Loop.Rollback.RollbackProtocol;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Actors.Tests.Scoring;

public class ScoreRollbackSpecs : ActorSpecs
{
    private IActorRef _score;
    private int _lives;
    private int _runs;

    public ScoreRollbackSpecs() => _score = Begin();

    [Fact]
    public void A_new_life_goes_on_from_where_the_last_one_was()
    {
        Ends(RunPhase.Stuck);
        Ends(RunPhase.Verified);
        Second();
        var before = Explained();

        Restart();

        Assert.Equal(before, Explained());
        Assert.Contains("1 of 2 runs", before, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ended_while_nobody_counted_is_counted_once_by_the_next_life()
    {
        Ends(RunPhase.Verified);
        Second();
        Ends(RunPhase.Verified);
        End();
        Ends(RunPhase.Stuck);

        _score = Begin();
        Assert.Contains("2 of 3 runs", Explained(), StringComparison.Ordinal);
        Second();
        Restart();
        Assert.Contains("2 of 3 runs", Explained(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_rollback_takes_back_is_not_counted_again_by_the_next_life()
    {
        Ends(RunPhase.Verified);
        Second();
        var good = Last();
        Ends(RunPhase.Stuck);
        Second();
        Ask<Applied>(_score, new Rollback(new RollbackTarget(Seq: good), "a mistake", "tester"));
        Second();

        Restart();

        Assert.Contains("1 of 1 runs", Explained(), StringComparison.Ordinal);
    }

    [Fact]
    public void Time_that_passed_between_two_lives_counts()
    {
        Ends(RunPhase.Stuck);
        Second();
        End();
        Pass(301);
        _score = Begin();
        Assert.Equal(1_000_000, Ask<CurrentScore>(_score, new GetScore()).Score.Ppm);
    }

    [Fact]
    public void Nothing_is_written_while_quiet_beats_are_all_there_is()
    {
        Beat(0, disk: 40);
        Second();
        var before = Last();
        for (var i = 0; i < 600; i++)
        {
            Beat(0, disk: 40);
            Second();
        }
        Assert.Equal(before, Last());
    }

    [Fact]
    public void What_the_log_has_not_confirmed_is_said_again_by_the_next_life_under_the_same_id()
    {
        Ends(RunPhase.Stuck);
        Pass(1);
        var said = Journal.Expect();
        End();
        _score = Begin();

        var again = Journal.Expect();

        Assert.StartsWith("score#", said.Events[0].Id.Value, StringComparison.Ordinal);
        Assert.True(said.Events[0].HasSuppliedId, "said again after a crash, it has to be stored once");
        Assert.Equal(said.Events[0].Id, again.Events[0].Id);
        Journal.Accept(again);
        SettleStored(_score);
        Restart();
        Journal.ExpectNothing();
    }

    [Fact]
    public void A_rollback_brings_the_old_score_back_is_on_record_and_can_be_undone()
    {
        Ends(RunPhase.Verified);
        Second();
        var good = Last();
        Ends(RunPhase.Stuck);
        Ends(RunPhase.Stuck);
        Second();
        var bad = Explained();

        var preview = Ask<Preview>(_score, new PreviewRollback(new RollbackTarget(Seq: good)));
        Assert.Contains(new Difference("runs_finished", "3", "1"), preview.Differences);
        Assert.Equal(bad, Explained());

        var applied = Ask<Applied>(_score, new Rollback(new RollbackTarget(Seq: good), "a mistake", "tester"));
        Assert.Contains("1 of 1 runs", Explained(), StringComparison.Ordinal);
        SettleStored(_score);
        var record = Journal.Accept().Select(record => record.Event).Single(fact => fact.Type == EventTypes.RollbackApplied);
        Assert.Equal($"score#{applied.Seq}", record.Id.Value);
        Assert.Equal(
            ("a mistake", "tester", $"{good}", $"{applied.Seq - 1}"),
            (record.Text("reason"), record.Text("who"), record.Text("to_seq"), record.Text("from_seq"))
        );
        SettleStored(_score);

        Ask<Applied>(_score, new Rollback(new RollbackTarget(Seq: applied.Preview.FromSeq), "it was none", "tester"));
        Assert.Contains("1 of 3 runs", Explained(), StringComparison.Ordinal);
        SettleStored(_score);
        Journal.Accept();
        Restart();
        Assert.Contains("1 of 3 runs", Explained(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_means_the_state_at_that_time()
    {
        Ends(RunPhase.Verified);
        Second();
        var then = Shell.Now.Wall;
        Pass(5);
        Ends(RunPhase.Stuck);
        Second();
        var preview = Ask<Preview>(_score, new PreviewRollback(new RollbackTarget(Wall: then)));
        Assert.Contains(new Difference("runs_finished", "2", "1"), preview.Differences);
    }

    [Fact]
    public void What_is_not_kept_is_refused_with_what_is_allowed()
    {
        Ends(RunPhase.Stuck);
        Second();
        var last = Last();
        foreach (var target in (RollbackTarget[])[new(Seq: last + 1), new(Seq: -1), new(Wall: 1), new(Snapshot: "score@7")])
        {
            var refusal = Ask<Refused>(_score, new PreviewRollback(target)).Refusal;
            Assert.Contains($"allowed are 0 to {last}", refusal.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Snapshots_are_taken_every_hundred_facts_five_are_kept_and_a_life_begins_with_the_newest()
    {
        for (var i = 0; i < 720; i++)
        {
            Ends(RunPhase.Verified);
            Second();
        }
        SettleStored(_score);
        AwaitCondition(() => Kept().Kept.Items.Length == Loop.Rollback.Kept.Most, TimeSpan.FromSeconds(30), "five snapshots");
        var (kept, before) = (Kept().Kept, Explained());
        Assert.All(kept.Items.Zip(kept.Items.Skip(1)), pair => Assert.InRange(pair.Second.Seq - pair.First.Seq, 100, 110));
        Assert.Equal(kept.Items[1].Seq, kept.FromSeq);

        Restart();

        Assert.Equal(before, Explained());
        Assert.Equal(kept, Kept().Kept with { Items = kept.Items });
        Assert.Equal(kept.Items.AsEnumerable(), Kept().Kept.Items.AsEnumerable());
        Assert.IsType<Refused>(Ask<RollbackProtocol.IReply>(_score, new PreviewRollback(new RollbackTarget(Seq: kept.FromSeq - 1))));
        foreach (var name in kept.Items.Select(item => RollbackRules.NameOf("score", item)))
            Assert.IsType<Preview>(Ask<RollbackProtocol.IReply>(_score, new PreviewRollback(new RollbackTarget(Snapshot: name))));
    }

    private Snapshots Kept() => Ask<Snapshots>(_score, new GetSnapshots());

    private long Last() => Kept().LastSeq;

    private string Explained()
    {
        var score = Ask<CurrentScore>(_score, new GetScore()).Score;
        return $"{score.Ppm} {string.Join("; ", score.Parts.Select(part => part.Because))}";
    }

    private IActorRef Begin()
    {
        var (shell, memory, journal) = (Shell, Memory, Journal.Ref);
        Func<SensingSettings> bounds = () => SensingSettings.Default;
        var score = Start(() => new ScoreActor(ScoringSettings.Default, bounds, shell, memory, journal), $"score-{++_lives}");
        Settle(score);
        return score;
    }

    private void End()
    {
        Watch(_score);
        Sys.Stop(_score);
        ExpectTerminated(_score);
    }

    private void Restart()
    {
        End();
        _score = Begin();
    }

    /// <summary>A second passes, and whatever is said is put on record.</summary>
    private void Second()
    {
        Pass(1);
        SettleStored(_score);
        Settle(Journal.Ref);
        while (Journal.HasMessages)
        {
            Journal.Accept();
            SettleStored(_score);
            Settle(Journal.Ref);
        }
    }

    private void Beat(int alerts, double disk)
    {
        Sys.EventStream.Publish(new SensingProtocol.BeatsSeen(1, alerts, 10, 10, disk, Shell.Now));
        SettleStored(_score);
    }

    private void Ends(RunPhase phase)
    {
        var plan = Samples.Plan($"run-{++_runs}", gate: Samples.NoGate with { Kind = GateKind.Expectation }, eventSeq: _runs);
        Journal.Record(Samples.Written(Shell, plan, new Planned(plan, Shell.Now.Wall)));
        Journal.Record(Samples.Written(Shell, plan, new Ended(phase, "why", Shell.Now.Wall)));
        Settle(_score);
    }
}
