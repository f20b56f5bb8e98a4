using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Actors.Spine;

/// <summary>What one record of the log changes about the incidents.</summary>
public static class IncidentFold
{
    /// <param name="run">The run that the record is about, as it stands after it; null when it is about none.</param>
    public static IncidentsState Apply(IncidentsState state, RecordedEvent recorded, RunState? run)
    {
        var fact = run is null ? IncidentCodec.Read(recorded.Event) ?? IncidentSigns.Read(recorded) : Seen(run, recorded.Event.Id);
        return fact is null ? state : state.Apply(recorded.Seq, fact);
    }

    /// <summary>A run as it stands.</summary>
    private static RunSeen Seen(RunState run, EventId said) =>
        new(
            new IncidentRun(run.Plan.Id, run.Plan.Playbook, run.Phase, run.Plan.TraceId, run.PlannedAt, run.UpdatedAt),
            run.Plan.EventSeq,
            run.Plan.Gate.Kind != GateKind.None,
            run.Reason,
            said
        );
}
