using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Compares what senders were told, what is on record, what the node believes, and what really happened.</summary>
internal sealed class LedgerOracle(SimulatedHouse house)
{
    private readonly World _world = house.World;

    /// <summary>Attempts that were made more than once, all of them declared idempotent.</summary>
    public int Repeats => _world.Repeated.Sum(each => each.Times - 1);

    /// <summary>While the node is up and at rest.</summary>
    public void CheckLive()
    {
        var (replay, told) = (new StateReplay(), Recollection.Empty);
        foreach (var record in house.Node!.Log.Reader().From(1))
        {
            replay.Apply(record);
            told = told.Apply(record);
        }
        CheckKept(told);
        var store = house.Node.Store;
        var ledger = new EffectLedger(store, TimeProvider.System).List(new EffectQuery(null, null, int.MaxValue));
        foreach (
            var difference in replay.Differences(
                replay.Finished(),
                ledger,
                new CursorStore(store).All(),
                new DecisionStore(store).Positions()
            )
        )
            Say(difference);
        foreach (var open in ledger.Where(line => line.Outcome is null && !IsLeftOpen(told, line)))
            Say(
                $"effect {open.Intent.Id} is open, and its run is over without saying so:\n    {string.Join("\n    ", told.Find(open.Intent.Run)?.History ?? [])}"
            );
        var live = house.Node.Memory.Current;
        Same("ended runs", Ends(told), Ends(live));
        Same("standing alerts", told.Alerts.Raised.Keys.Order(AlertOrder), live.Alerts.Raised.Keys.Order(AlertOrder));
        Same("tallies", told.Reacting.Tallies.OrderBy(each => each.Key.Value), live.Reacting.Tallies.OrderBy(each => each.Key.Value));
        Same("cooldowns", told.Reacting.CoolUntil.Values.Order(), live.Reacting.CoolUntil.Values.Order());
        Same("incidents", Troubles(told), Troubles(live));
        Same("circuits", Circuits(told), Circuits(live));
        Same("failures", told.Safety.Failures, live.Safety.Failures);
        Same("starts", told.Safety.Starts, live.Safety.Starts);
        Same("standings of the queue", [told.Queue], [live.Queue]);
        Same("planned", told.Reacting.PlannedFor, live.Reacting.PlannedFor);
    }

    /// <summary>A memory that was kept half-way and goes on with the records behind it is the one that was told everything.</summary>
    private void CheckKept(Recollection told)
    {
        var log = house.Node!.Log.Reader();
        var at = 1 + _world.Draw((int)told.Seq);
        var half = log.Query(new EventFilter { ToSeq = at }).Aggregate(Recollection.Empty, (known, record) => known.Apply(record));
        var kept = log.From(at + 1).Aggregate(MemoryFile.Parse(MemoryFile.Write(half)), (known, record) => known.Apply(record));
        if (Structure.Difference(told, kept) is { } difference)
            Say($"a memory kept at record {at} goes on to another one: {difference}");
    }

    /// <summary>When nothing runs any more.</summary>
    public void CheckDisk()
    {
        // Cuts what a power cut left of a batch that was never acknowledged.
        // Read as it lies there: nothing fails any more.
        var folder = DataFolder.OpenExisting(house.Folder.FullPath);
        EventLog.Open(folder, new EventLogOptions(new NodeIdentity("simulated", 1, 1), house.Simulation.Time)).Dispose();
        var reader = new EventLogReader(folder);
        if (reader.Verify().Fault is { } fault)
        {
            Say($"the log is damaged: {fault}");
            return;
        }
        var log = reader.From(1).ToList();
        for (var i = 0; i < log.Count; i++)
            if (log[i].Seq != i + 1)
                Say($"record {i + 1} has the number {log[i].Seq}");
        var ids = log.Select(record => record.Event.Id.Value).ToHashSet();
        foreach (var lost in _world.Acknowledged.Where(id => !ids.Contains(id)))
            Say($"event {lost} was acknowledged and is not on record");
        foreach (var twice in log.CountBy(record => record.Event.Id.Value).Where(each => each.Value > 1))
            Say($"event {twice.Key} is on record {twice.Value} times");
        if (_world.Violations.Count == 0)
        {
            CheckEnds(log);
            CheckRuns(log);
            foreach (var violation in WindowOracle.Check(log))
                Say(violation);
        }
        foreach (var (effect, times, idempotent) in _world.Repeated)
            if (!idempotent)
                Say($"effect {effect} was carried out {times} times, and is not declared idempotent");
            else if (times > 1 + _world.Ends)
                Say($"effect {effect} was carried out {times} times after {_world.Ends} ends of the node");
    }

    private void CheckEnds(List<RecordedEvent> log)
    {
        var answered = new HashSet<long>();
        var runs = new Dictionary<RunId, int>();
        foreach (var fact in log.Select(record => record.Event))
            if (fact.Type is EventTypes.ReactorMatched or EventTypes.ReactorSkipped || HasLeft(fact))
                answered.Add(long.Parse(fact.Text("event_seq")));
            else if (fact.Type == "run.planned")
                runs.TryAdd(RunCodec.RunOf(fact), 0);
            else if (RunCodec.IsEnd(fact))
                runs[RunCodec.RunOf(fact)] = runs.GetValueOrDefault(RunCodec.RunOf(fact)) + 1;
            else if (fact.Type == "run.step-failed" && fact.Text("result") == nameof(EffectResult.Refused))
                Say($"run {RunCodec.RunOf(fact)} asked for an attempt that the door refuses: {fact.Text("detail")}");
            // The one way out of an end; another one follows.
            else if (RunCodec.IsReopening(fact))
                runs[RunCodec.RunOf(fact)] = runs.GetValueOrDefault(RunCodec.RunOf(fact)) - 1;
        foreach (var record in log)
            if (IsAsked(record.Event) && !answered.Contains(record.Seq))
                Say($"event {record.Seq} ({record.Event.Type}, {record.Event.Id}) is on record, and nobody answered it");
        foreach (var (run, ends) in runs)
            if (ends != 1)
                Say($"run {run} ended {ends} times");
    }

    /// <summary>Each of them ended as the world is.</summary>
    private void CheckRuns(List<RecordedEvent> log)
    {
        var told = log.Aggregate(Recollection.Empty, (all, record) => all.Apply(record));
        foreach (var run in told.EndedRuns)
            if (EndOracle.Fault(run, _world) is { } fault)
                Say($"run {run.Plan.Id} is {run.Phase.Text()}, but {fault}; {run.Reason}\n    {string.Join("\n    ", run.History)}");
    }

    private static bool HasLeft(Event fact) =>
        fact.Type is EventTypes.SchedulerDecision or EventTypes.SchedulerQueueFull
        && fact.Text("action") is "shed" or "supersede" or "cancel";

    private bool IsAsked(Event fact) =>
        !EventTypes.IsRecord(fact.Type) && !EventTypes.SaysOver(fact.Type) && house.Scene.Catalog.Index.Asks(fact.Type);

    // A run that ended because nobody said in time whether it happened.
    private static bool IsLeftOpen(Recollection told, EffectRecord line) => told.Find(line.Intent.Run) is { Phase: RunPhase.Stuck };

    private static IEnumerable<string> Ends(Recollection told) =>
        told.EndedRuns.Select(run => $"{run.Plan.Id} {run.Phase} {run.Reason} {string.Join('|', run.History)}");

    private static IEnumerable<string> Troubles(Recollection told) =>
        told
            .Incidents.All.Values.OrderBy(incident => incident.Evidence.First.Seq)
            .Select(incident => $"{incident.Id} {incident.Key} {incident.Phase} {incident.Evidence.Count} {incident.Resolution}")
            .Concat(told.Incidents.Unsaid.Keys.Select(key => $"unsaid {key}").Order(StringComparer.Ordinal));

    private static IEnumerable<string> Circuits(Recollection told) =>
        told.Safety.Circuits.Select(pair => $"{pair.Key} {string.Join(' ', pair.Value)}").Order(StringComparer.Ordinal);

    private static IComparer<Aios.Loop.Sensing.AlertKey> AlertOrder { get; } =
        Comparer<Aios.Loop.Sensing.AlertKey>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private void Same<T>(string what, IEnumerable<T> told, IEnumerable<T> live)
    {
        var (one, other) = (told.ToList(), live.ToList());
        if (!one.SequenceEqual(other))
            Say(
                $"{what} are not as the log tells them: {string.Join(", ", one.Except(other).Take(3))} / {string.Join(", ", other.Except(one).Take(3))}"
            );
    }

    private void Say(string violation) => _world.Violations.Add(violation);
}
