using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Incidents;

/// <summary>What is seen of incidents, what is said about them, and what people say.</summary>
public static class IncidentsProtocol
{
    public interface ICommand;

    /// <summary>A fact; where it stands in the log is told with it.</summary>
    public interface IEvent;

    /// <summary>A fact that is said as an event of its own, <c>incident.*</c>.</summary>
    public interface ISaid : IEvent
    {
        IncidentId Id { get; }

        /// <summary>Milliseconds since the Unix epoch, of the record.</summary>
        long AtWall { get; }
    }

    public interface IReply;

    /// <summary>Somebody looks after it.</summary>
    /// <param name="By">Who, for the record.</param>
    /// <param name="Reason">May be empty.</param>
    public sealed record AcknowledgeIncident(IncidentId Id, string By, string Reason) : ICommand;

    /// <summary>A value went over its bound, and is no alert yet.</summary>
    public sealed record FirstSignSeen(IncidentKey Key, long At) : IEvent;

    public sealed record SignSeen(IncidentKey Key, Sign Sign) : IEvent;

    /// <summary>An event says that the trouble is over.</summary>
    /// <param name="IsFromSensor">What a sensor says only a sensor takes back.</param>
    public sealed record EndSeen(IncidentKey Key, EventId Event, bool IsFromSensor, string Why) : IEvent;

    /// <summary>The node has started; its own crash is over.</summary>
    public sealed record NodeSeen(EventId Event, long At) : IEvent;

    /// <summary>A run that answers an event was planned, or moved on.</summary>
    /// <param name="Verifies">A verdict of it says something about the world.</param>
    /// <param name="Event">The record that says so.</param>
    public sealed record RunSeen(IncidentRun Run, long EventSeq, bool Verifies, string Reason, EventId Event) : IEvent;

    public sealed record Opened(IncidentId Id, IncidentKey Key, Sign First, long FirstSignAt, long AtWall) : ISaid;

    /// <param name="Sign">It came soon after the end of the same trouble.</param>
    public sealed record Reopened(IncidentId Id, Sign Sign, long AtWall) : ISaid;

    public sealed record Acknowledged(IncidentId Id, string By, string Reason, long AtWall) : ISaid;

    /// <param name="ThroughSeq">The newest sign that was known when it was said.</param>
    /// <param name="Cause">Of the event that ended it; null when nothing was heard any more.</param>
    public sealed record Resolved(IncidentId Id, ResolvedBy By, string Why, EventId? Cause, long ThroughSeq, long AtWall) : ISaid;

    /// <summary>The one answer: the incident as it stands now, or why it was not changed.</summary>
    public sealed record Answer(Incident? Incident, Refusal? Refusal) : IReply;
}

/// <summary>How it is known that it is over.</summary>
public enum ResolvedBy
{
    /// <summary>The sensor says recovered, or another event says that it is over.</summary>
    Event,

    /// <summary>A run that answered it was verified.</summary>
    Run,

    /// <summary>Nothing was heard for the quiet time.</summary>
    Quiet,
}

/// <summary>An event that is a sign of trouble.</summary>
/// <param name="At">Its own time, milliseconds since the Unix epoch.</param>
/// <param name="IsSensed">A sensor stands behind it and will say when it is over.</param>
public sealed record Sign(long Seq, EventId Event, string Type, string Source, long At, Severity Severity, string? TraceId, bool IsSensed);

/// <summary>A run that answers an incident.</summary>
/// <param name="At">Of its last step forward, milliseconds since the Unix epoch.</param>
public sealed record IncidentRun(RunId Id, PlaybookId Playbook, RunPhase Phase, string? TraceId, long PlannedAt, long At);
