using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Spine;

public class RecollectionSpecs : ActorSpecs
{
    private long _seq;

    [Fact]
    public void Folding_what_was_recorded_gives_the_live_state()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var runs = new RandomRuns(seed);
            var (folded, reacting) = (Recollection.Empty, ReactingState.Empty);
            foreach (var (plan, fact) in runs.Facts(5, 80))
            {
                folded = folded.Apply(Recorded(Samples.Written(Shell, plan, fact)));
                reacting = fact switch
                {
                    Planned planned => reacting.Apply(new ReactingProtocol.Matched(plan, null, planned.AtWall)),
                    Ended ended => reacting.Apply(new ReactingProtocol.RunClosed(plan.Id, plan.Playbook, ended.Phase)),
                    _ => reacting,
                };
            }

            foreach (var live in runs.Live)
            {
                Assert.Equal(Shown(live), Shown(folded.Find(live.Plan.Id)!));
                Assert.Equal(live.IsOver, !folded.ActiveRuns.ContainsKey(live.Plan.Id));
            }
            Assert.Equal(runs.Live.Count(run => run.IsOver), folded.EndedCount);
            Assert.Equal(reacting.CoolUntil.OrderBy(pair => pair.Key.Group), folded.Reacting.CoolUntil.OrderBy(pair => pair.Key.Group));
            Assert.Equal(reacting.BusyTargets.OrderBy(pair => pair.Key), folded.Reacting.BusyTargets.OrderBy(pair => pair.Key));
            Assert.Equal(reacting.Tallies, folded.Reacting.Tallies);
            Assert.Equal(reacting.PlannedFor, folded.Reacting.PlannedFor);
        }
    }

    [Fact]
    public void Whatever_changes_it_is_among_the_types_that_a_start_reads()
    {
        var started = Recollection.Empty.Apply(Recorded(Samples.Event(EventTypes.NodeStarted)));
        var known = typeof(EventTypes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        var changing = known.Where(type => started.Apply(Recorded(Samples.Event(type))) with { Seq = started.Seq } != started).ToList();

        Assert.Contains(EventTypes.NodeRestored, changing);
        Assert.All(changing, type => Assert.Contains(Recollection.Types, pattern => Fits(pattern, type)));

        static bool Fits(string pattern, string type) =>
            pattern.EndsWith(".*", StringComparison.Ordinal) ? type.StartsWith(pattern[..^1], StringComparison.Ordinal)
            : pattern.StartsWith("*.", StringComparison.Ordinal) ? type.EndsWith(pattern[1..], StringComparison.Ordinal)
            : pattern == type;
    }

    [Fact]
    public async Task A_log_that_is_opened_again_tells_the_same()
    {
        var runs = new RandomRuns(7);
        var facts = runs.Facts(20, 300).Select(each => Samples.Written(Shell, each.Plan, each.Fact)).ToArray();
        await Folder.Log.Append(facts);

        var folded = Recollection.Empty;
        Folder.Reopen(record => folded = folded.Apply(record));

        Assert.Equal(facts.Length, folded.Seq);
        Assert.Equal(runs.Live.Select(Shown).Order(StringComparer.Ordinal), folded.AllRuns.Select(Shown).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_alert_stands_until_it_recovers()
    {
        var cpu = Samples.Alert(EventTypes.CpuSpike, "cpu", "machine");
        var folded = Fold(
            Samples.Alert(EventTypes.ThresholdCandidate, "memory", "machine"),
            cpu,
            Samples.Alert(EventTypes.DiskLow, "disk", "/"),
            Samples.Alert(EventTypes.DiskLow, "disk", "/data"),
            Samples.Alert(EventTypes.Recovered, "disk", "/data")
        );

        Assert.Equal([new AlertKey("cpu", "machine"), new AlertKey("disk", "/")], folded.Alerts.Raised.Keys.OrderBy(key => key.Sensor));
        Assert.Equal(cpu, folded.Alerts.Raised[new AlertKey("cpu", "machine")].Event);
    }

    [Fact]
    public void An_alert_that_somebody_else_sends_does_not_stand()
    {
        var foreign = Samples.Alert(EventTypes.CpuSpike, "cpu", "machine") with { Source = "http/alertmanager" };

        Assert.Empty(Fold(foreign).Alerts.Raised);
    }

    [Fact]
    public void Imported_history_is_only_history()
    {
        var old = Samples.Event(EventTypes.NodeStarted) with { Source = "import/aios/node" };

        var folded = Recollection.Empty.Apply(Recorded(old));

        Assert.Equal((null, 1L), (folded.UnfinishedStart, folded.Seq));
    }

    [Fact]
    public void A_start_without_its_stop_is_known()
    {
        var (start, stop) = (Samples.Event(EventTypes.NodeStarted, "aios/node"), Samples.Event(EventTypes.NodeStopped, "aios/node"));

        Assert.Null(Fold(start, stop).UnfinishedStart);
        Assert.Equal(start, Fold(stop, start).UnfinishedStart!.Event);
    }

    [Fact]
    public void The_same_words_from_another_source_are_no_run()
    {
        var planned = Samples.Written(Shell, Samples.Plan("foreign"), new Planned(Samples.Plan("foreign"), 1)) with { Source = "cli" };

        var folded = Fold(planned);

        Assert.Empty(folded.AllRuns);
        Assert.Empty(folded.Reacting.BusyTargets);
        Assert.Equal(1, folded.Seq);
    }

    [Fact]
    public void A_fact_that_cannot_be_read_and_one_of_an_unknown_run_change_nothing()
    {
        var damaged = Samples.Event("run.planned", "aios/run", payload: LooseJson.Object(("run", "r"), ("plan", LooseJson.Object())));
        var unknown = Samples.Written(Shell, Samples.Plan("unknown"), new GateAsked(1, 1));

        Assert.Empty(Fold(damaged, unknown).AllRuns);
    }

    [Fact]
    public void Only_the_newest_runs_that_are_over_are_kept()
    {
        var folded = Recollection.Empty;
        for (var i = 0; i <= Recollection.EndedRunsKept; i++)
        {
            var plan = Samples.Plan($"run-{i}", eventSeq: i + 1);
            folded = folded.Apply(Recorded(Samples.Written(Shell, plan, new Planned(plan, i))));
            folded = folded.Apply(Recorded(Samples.Written(Shell, plan, new Ended(RunPhase.Verified, "done", i))));
        }

        Assert.Equal(Recollection.EndedRunsKept, folded.EndedRuns.Count());
        Assert.Equal(Recollection.EndedRunsKept, folded.EndedCount);
        Assert.Null(folded.Find(new RunId("run-0")));
        Assert.NotNull(folded.Find(new RunId("run-1")));
        Assert.Equal(Recollection.EndedRunsKept + 1, folded.Reacting.TallyOf(new PlaybookId("tidy")).Verified);
    }

    private Recollection Fold(params Event[] facts) => facts.Aggregate(Recollection.Empty, (state, fact) => state.Apply(Recorded(fact)));

    private RecordedEvent Recorded(Event fact) => new(++_seq, "node-0001", 1, fact);

    private static string Shown(RunState run) =>
        JsonSerializer.Serialize(
            new
            {
                run.Plan,
                run.PlannedAt,
                run.Phase,
                run.Leg,
                run.Position,
                run.Attempt,
                run.RetryDelayMs,
                run.Rung,
                run.Round,
                Done = run.Done.Select(step => step.Id),
                run.NotUndone,
                run.History,
                run.Reason,
                run.InFlight,
                run.Compensates,
                run.IsRolledBack,
                run.UpdatedAt,
            }
        );
}
