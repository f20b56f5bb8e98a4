using System.Text.Json;

namespace Aios.Loop.Vocabulary;

/// <summary>The names of the events that the runtime itself writes.</summary>
public static class EventTypes
{
    public const string CpuSpike = "resource.cpu_spike";
    public const string MemoryHigh = "resource.memory_high";
    public const string DiskLow = "resource.disk_low";
    public const string LoadHigh = "resource.load_high";
    public const string ProcessCpuHigh = "resource.process_cpu_high";
    public const string ProcessMemoryHigh = "resource.process_memory_high";
    public const string SelfUnwell = "resource.self_unwell";
    public const string ThresholdCandidate = "resource.threshold_candidate";
    public const string Recovered = "resource.recovered";
    public const string ProcessStarted = "sensor.process.started";
    public const string ProcessStopped = "sensor.process.stopped";
    public const string ProcessRestarted = "sensor.process.restarted";

    public const string PortDown = "sensor.port.down";
    public const string HttpDown = "sensor.http.down";
    public const string HttpSlow = "sensor.http.slow";
    public const string CertificateExpiring = "sensor.certificate.expiring";
    public const string FileLarge = "sensor.file.large";
    public const string FileGrowing = "sensor.file.growing";
    public const string FileMissing = "sensor.file.missing";
    public const string FileStale = "sensor.file.stale";
    public const string ProgramFailed = "sensor.program.failed";

    public const string SensorUnhealthy = "sensor.unhealthy";
    public const string SensorRecovered = "sensor.recovered";
    public const string SchedulerDecision = "scheduler.decision";
    public const string SchedulerQueueFull = "scheduler.queue_full";
    public const string SchedulerPaused = "scheduler.paused";
    public const string SchedulerDraining = "scheduler.draining";
    public const string SchedulerResumed = "scheduler.resumed";
    public const string ReactorMatched = "reactor.matched";
    public const string ReactorSkipped = "reactor.skipped";
    public const string ReactorWaiting = "reactor.waiting";
    public const string ReactorReleased = "reactor.released";
    public const string ReactorWindow = "reactor.window";
    public const string EffectResolved = "effect.resolved";
    public const string ApprovalRequested = "approval.requested";
    public const string ApprovalSigned = "approval.signed";
    public const string ApprovalGranted = "approval.granted";
    public const string ApprovalDenied = "approval.denied";
    public const string ApprovalExpired = "approval.expired";
    public const string ApprovalRevoked = "approval.revoked";
    public const string ScoreUpdated = "score.updated";
    public const string ScoreDegraded = "score.degraded";
    public const string ScoreRecovered = "score.recovered";
    public const string RollbackApplied = "rollback.applied";
    public const string AuditNoted = "audit.noted";
    public const string NodeStarted = "node.started";
    public const string NodeRestored = "node.restored";
    public const string NodeStopped = "node.stopped";
    public const string NodeCrashed = "node.crashed";

    /// <summary>The actor of a run fails at every start; over with <see cref="NodeRecovered"/>.</summary>
    public const string RunFailing = "node.run_failing";
    public const string NodeRecovered = "node.recovered";

    public const string MaintenanceStarted = "maintenance.started";
    public const string MaintenanceCompleted = "maintenance.completed";
    public const string MaintenanceRefused = "maintenance.refused";
    public const string MaintenanceCleanup = "maintenance.cleanup";

    public const string AgentError = "agent.error";
    public const string AgentFailed = "agent.failed";
    public const string AgentDegraded = "agent.degraded";
    public const string IncidentOpened = "incident.opened";
    public const string IncidentAcknowledged = "incident.acknowledged";
    public const string IncidentReopened = "incident.reopened";
    public const string IncidentResolved = "incident.resolved";

    public const string PlaybookEnabled = "playbook.enabled";
    public const string PlaybookDisabled = "playbook.disabled";
    public const string PlaybookForgotten = "playbook.forgotten";
    public const string SafetyFrozen = "safety.frozen";
    public const string SafetyThawed = "safety.thawed";
    public const string SettingChanged = "setting.changed";
    public const string SettingRestored = "setting.restored";
    public const string SettingReset = "setting.reset";
    public const string SilenceAdded = "silence.added";
    public const string SilenceRemoved = "silence.removed";
    public const string CircuitOpened = "circuit.opened";
    public const string CircuitHalfOpen = "circuit.half_open";
    public const string CircuitClosed = "circuit.closed";
    public const string CircuitReset = "circuit.reset";
    public const string FuseBlown = "fuse.blown";
    public const string FuseReset = "fuse.reset";

    /// <summary>An alert of an Alertmanager; it stands until <see cref="AlertResolved"/> says that it is over.</summary>
    public const string AlertFiring = "alertmanager.firing";
    public const string AlertResolved = "alertmanager.resolved";

    /// <summary>An Alertmanager left alerts out of what it sent.</summary>
    public const string AlertsTruncated = "alertmanager.truncated";

    /// <summary>The source of what an Alertmanager says.</summary>
    public const string AlertmanagerSource = "http/alertmanager";

    /// <summary>How the source of an event begins that an older version wrote and that was imported: it is history, nobody acts on it.</summary>
    public const string ImportedSource = "import/";

    private static readonly HashSet<string> Records =
    [
        "audit",
        "scheduler",
        "reactor",
        "run",
        "incident",
        "score",
        "learning",
        "maintenance",
        "evolution",
        "effect",
        "approval",
        "rollback",
        "playbook",
        "safety",
        "silence",
        "setting",
        "circuit",
        "fuse",
    ];

    // What sensors find besides the resources: it stands until resource.recovered says that it is over.
    private static readonly HashSet<string> Alerts =
    [
        ProcessStopped,
        PortDown,
        HttpDown,
        HttpSlow,
        CertificateExpiring,
        FileLarge,
        FileGrowing,
        FileMissing,
        FileStale,
        ProgramFailed,
    ];

    /// <summary>A sensor's event that stands until the same sensor has recovered on the same target.</summary>
    public static bool IsAlert(string type) =>
        Alerts.Contains(type) || (Family(type) == "resource" && type is not (ThresholdCandidate or Recovered));

    /// <summary>The part before the first dot.</summary>
    public static string Family(string type) => type.IndexOf('.') is var dot and > 0 ? type[..dot] : type;

    public static bool IsImported(Event fact) => fact.Source.StartsWith(ImportedSource, StringComparison.Ordinal);

    /// <summary>It says that something is over: such an event never starts a run.</summary>
    public static bool SaysOver(string type) => type == AlertResolved || type.EndsWith(".recovered", StringComparison.Ordinal);

    /// <summary>By its type, or because its payload has the status <c>resolved</c>.</summary>
    public static bool SaysOver(Event fact) =>
        SaysOver(fact.Type)
        || fact.Payload is { ValueKind: JsonValueKind.Object } payload
            && payload.TryGetProperty("status", out var status)
            && status.ValueKind == JsonValueKind.String
            && status.ValueEquals("resolved");

    /// <summary>
    /// Families that this node writes about its own doings. They are never scheduled and never enter the score's sample,
    /// so that the runtime does not answer itself; <c>score.degraded</c> is the one exception.
    /// </summary>
    public static bool IsRecord(string type) => type != ScoreDegraded && Records.Contains(Family(type));
}
