using Aios.Actors.Scoring;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Effects.RunProtocol;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Actors.Tests.Scoring;

public class ScoreActorSpecs : ActorSpecs
{
    private static readonly Gate Gated = Samples.NoGate with { Kind = GateKind.Expectation };

    private readonly IActorRef _score;
    private int _runs;

    public ScoreActorSpecs()
    {
        // Success weighs so much that failed runs alone bring it down to 0.3.
        var settings = ScoringSettings.Default with
        {
            Weights = new Weights(700_000, 100_000, 100_000, 100_000),
        };
        var (shell, memory, journal) = (Shell, Memory, Journal.Ref);
        Func<SensingSettings> bounds = () => SensingSettings.Default;
        _score = Start(() => new ScoreActor(settings, bounds, shell, memory, journal));
        SettleStored(_score);
    }

    [Fact]
    public void Every_end_of_a_gated_run_counts_once()
    {
        Ends(Gated, RunPhase.Verified);
        var plan = Ends(Gated, RunPhase.Stuck);
        Ends(Samples.NoGate, RunPhase.Verified);
        Ends(Samples.NoGate, RunPhase.Stuck);
        Journal.Record(Samples.Written(Shell, plan, new Ended(RunPhase.Stuck, "why", 0)) with { Source = "cli" });
        Journal.Record(Samples.Written(Shell, plan, new GateAsked(2, 0)));

        Assert.Equal((500_000, "1 of 2 runs of the last 5 min verified"), Part("success"));
    }

    [Fact]
    public void An_end_that_was_never_heard_of_counts_once_too()
    {
        var plan = Samples.Plan("unheard", gate: Gated, eventSeq: 1);
        Journal.Record(Samples.Written(Shell, plan, new Planned(plan, 0)));
        SettleStored(_score);
        Journal.RecordUnheard(Samples.Written(Shell, plan, new Ended(RunPhase.Stuck, "why", Shell.Now.Wall)));
        Ends(Gated, RunPhase.Verified, Shell.Now.Wall);

        Said(seconds: 2);

        Assert.Equal((500_000, "1 of 2 runs of the last 5 min verified"), Part("success"));
    }

    [Fact]
    public void Beats_and_waits_make_the_other_parts()
    {
        Sys.EventStream.Publish(new SensingProtocol.BeatsSeen(100, 5, 40, 17, 72, Shell.Now));
        Sys.EventStream.Publish(new SchedulingProtocol.EventStarted(1, 550, Shell.Now));
        SettleStored(_score);

        Assert.Equal((500_000, "P50 from record to first step 550 ms"), Part("latency"));
        Assert.Equal((500_000, "5 % of recent beats had an alert"), Part("stability"));
        Assert.Equal((100_000, "disk at 72.0 % of 80 %"), Part("resource"));
    }

    [Fact]
    public void A_bad_score_is_said_at_once_and_degraded_only_when_it_lasts()
    {
        Ends(Gated, RunPhase.Stuck);

        var said = Said(seconds: 30);

        Assert.Equal([(1, EventTypes.ScoreUpdated), (11, EventTypes.ScoreDegraded)], said.Select(Shown));
        var degraded = said[^1].Fact;
        Assert.Equal((Severity.Warn, Priority.P1, "0.3"), (degraded.Severity, degraded.Priority, degraded.Text("score")));
        Assert.Equal(ScoreLevel.Degraded, Ask<CurrentScore>(_score, new GetScore()).Level);
    }

    [Fact]
    public void A_score_that_is_good_again_is_said_when_it_lasts()
    {
        Ends(Gated, RunPhase.Stuck);
        Said(seconds: 20);
        for (var i = 0; i < 9; i++)
            Ends(Gated, RunPhase.Verified);

        Assert.Equal([(1, EventTypes.ScoreUpdated), (11, EventTypes.ScoreRecovered)], Said(seconds: 15).Select(Shown));
        Assert.Equal(ScoreLevel.Healthy, Ask<CurrentScore>(_score, new GetScore()).Level);
    }

    [Fact]
    public void A_dip_that_does_not_last_is_no_degradation()
    {
        Ends(Gated, RunPhase.Stuck);
        Said(seconds: 9);
        for (var i = 0; i < 9; i++)
            Ends(Gated, RunPhase.Verified);

        Assert.DoesNotContain(Said(seconds: 30), said => said.Fact.Type != EventTypes.ScoreUpdated);
    }

    [Fact]
    public void What_could_not_be_put_on_record_is_said_again()
    {
        Ends(Gated, RunPhase.Stuck);
        Pass(1);
        Journal.Refuse(Journal.Expect());
        SettleStored(_score);
        Pass(1);

        Assert.Equal(EventTypes.ScoreUpdated, Assert.Single(Journal.Accept()).Event.Type);
    }

    private static (int Second, string Type) Shown((int Second, Event Fact) said) => (said.Second, said.Fact.Type);

    /// <summary>Everything that is said in that time, with the second in which it is.</summary>
    private List<(int Second, Event Fact)> Said(int seconds)
    {
        var said = new List<(int, Event)>();
        for (var second = 1; second <= seconds; second++)
        {
            Pass(1);
            SettleStored(_score);
            Settle(Journal.Ref);
            while (Journal.HasMessages)
            {
                said.AddRange(Journal.Accept().Select(record => (second, record.Event)));
                SettleStored(_score);
                Settle(Journal.Ref);
            }
        }
        return said;
    }

    private RunPlan Ends(Gate gate, RunPhase phase, long at = 0)
    {
        var plan = Samples.Plan($"run-{++_runs}", gate: gate, eventSeq: _runs);
        Journal.Record(Samples.Written(Shell, plan, new Planned(plan, 0)));
        Journal.Record(Samples.Written(Shell, plan, new Ended(phase, "why", at)));
        SettleStored(_score);
        return plan;
    }

    private (int ValuePpm, string Because) Part(string name)
    {
        var part = Ask<CurrentScore>(_score, new GetScore()).Score.Parts.Single(part => part.Name == name);
        return (part.ValuePpm, part.Because);
    }
}
