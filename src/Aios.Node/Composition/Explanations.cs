using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Traces;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Reacting;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;

namespace Aios.Node.Composition;

/// <summary>Answers why and why not from what is on record and what is loaded; asks no actor.</summary>
internal sealed class Explanations(TraceReader traces, Func<Recollection> memory, Func<Catalog> catalog, Func<Moment> now)
{
    /// <summary>An incident of very many traces is told by the first of them.</summary>
    private const int MostTraces = 10;

    public IReadOnlyList<Incident> Incidents() =>
        [.. memory().Incidents.All.Values.OrderBy(incident => incident.IsOver).ThenByDescending(incident => incident.Evidence.First.Seq)];

    public Chain? Why(string id)
    {
        var state = memory();
        if (state.Incidents.All.TryGetValue(new IncidentId(id), out var incident))
            return Of(incident);
        if (state.Find(new RunId(id)) is { } run)
            return Of(run.Plan.Id, run.Plan.TraceId, run.Plan.EventId, $"{run.Phase.Text()}: {run.Plan.Title}");
        if (traces.FindRun(new RunId(id)) is { } old)
            return Of(new RunId(id), old.TraceId, old.Event, "as the decisions tell it");
        if (traces.Find(id) is not { } recorded)
            return null;
        var around = traces.Around(recorded, ChainRules.MostLinks);
        return Told(
            "event",
            id,
            $"{recorded.Event.Type} from {recorded.Event.Source}",
            recorded.Event.TraceId,
            around,
            recorded.Event.Id.Value
        );
    }

    public (WhyNot? Answer, Refusal? Refusal) WhyNot(string playbook, string id)
    {
        var loaded = catalog();
        var (found, recorded, refusal) = Named(loaded, playbook, id);
        if (found is null || recorded is null)
            return (null, refusal);
        var then = traces
            .Around(recorded, ChainRules.MostLinks)
            .Where(record => ChainRules.IsAbout(recorded.Event.Id, record.Event))
            .Select(record => WhyNotRules.Then(found.Id, record))
            .OfType<WhyNotThen>()
            .LastOrDefault();
        return (new WhyNot(found.Id, recorded, then, WhyNotRules.Now(memory().Reacting, loaded, found, recorded, now())), null);
    }

    /// <summary>Of now, as if the event were new. The plan is told even when something is against it.</summary>
    public (Playbook Playbook, Trial Trial, Refusal? Refusal) DryRun(string playbook, string id)
    {
        var (found, recorded, refusal) = Named(catalog(), playbook, id);
        if (found is null || recorded is null)
            return (null!, null!, refusal);
        var (state, at) = (memory().Reacting, now());
        var fresh = state with { PlannedFor = state.PlannedFor.Remove(recorded.Seq) };
        var considered = ReactingRules.Consider(fresh, found, recorded, at);
        var against = PlaybookTrial.NeverScheduled(recorded.Event) ?? considered.Against;
        var plan = considered.Plan ?? PlanRules.Plan(found, recorded).Plan;
        return (
            found,
            new Trial(recorded, at.Wall, plan, against, PlaybookTrial.Readings(found, recorded)) { Events = considered.Events },
            null
        );
    }

    private (Playbook? Playbook, RecordedEvent? Recorded, Refusal? Refusal) Named(Catalog loaded, string playbook, string id)
    {
        if (loaded.Playbooks.FirstOrDefault(each => each.Id.Value == playbook) is not { } found)
            return (
                null,
                null,
                new Refusal(
                    "playbook",
                    playbook,
                    Nearest.Unknown("playbook", playbook, loaded.Playbooks.Select(each => each.Id.Value)),
                    "'aios playbooks ls' lists those that are loaded"
                )
            );
        return traces.Find(id) is { } recorded
            ? (found, recorded, null)
            : (
                found,
                null,
                new Refusal("event", id, "it is not on record", "'aios events query --type TYPE' lists events with their ids and numbers")
            );
    }

    public IReadOnlyList<RecordedEvent> Trace(string id)
    {
        if (traces.Trace(id, ChainRules.MostLinks) is { Count: > 0 } found)
            return found;
        return traces.Find(id) is { } recorded ? traces.Around(recorded, ChainRules.MostLinks) : [];
    }

    private Chain Of(RunId run, string? trace, EventId answered, string title)
    {
        IReadOnlyList<RecordedEvent> records = trace is null
            ? []
            : [.. traces.Trace(trace, ChainRules.MostLinks).Where(record => ChainRules.IsOf(run, answered, record.Event))];
        return Told("run", run.Value, title, trace, records, answered.Value);
    }

    private Chain Of(Incident incident)
    {
        var evidence = incident.Evidence;
        string?[] all = [evidence.First.TraceId, evidence.Last.TraceId, .. evidence.Runs.Select(run => run.TraceId)];
        var records = all.OfType<string>()
            .Distinct()
            .Take(MostTraces)
            .SelectMany(trace => traces.Trace(trace, ChainRules.MostLinks))
            .DistinctBy(record => record.Seq)
            .OrderBy(record => record.Seq)
            .ToList();
        return Told("incident", incident.Id.Value, $"{incident.Key}", evidence.First.TraceId, records, evidence.First.Event.Value);
    }

    private Chain Told(string kind, string id, string title, string? trace, IReadOnlyList<RecordedEvent> records, string? asked)
    {
        var isCut = records.Count > ChainRules.MostLinks;
        List<RecordedEvent> shown = [.. records.Take(ChainRules.MostLinks)];
        if (shown.LastOrDefault(record => RunCodec.IsEnd(record.Event)) is { } end && traces.ScoreAfter(end) is { } score)
            shown.Add(score);
        return new Chain(kind, id, title, trace, traces.Links(shown, asked), isCut);
    }
}
