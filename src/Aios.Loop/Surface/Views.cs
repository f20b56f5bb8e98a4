using Aios.Loop.Safety;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>A running node at a glance.</summary>
/// <param name="Version">Of the executable.</param>
/// <param name="StartedAtWall">Milliseconds since the Unix epoch.</param>
/// <param name="Trouble">What is wrong, one line each; empty when the node is well.</param>
/// <param name="Score">0..1; 0 while it is not known.</param>
/// <param name="Level">Of the score; <c>unknown</c> while that is not known.</param>
public sealed record NodeStatus(
    string Node,
    long Incarnation,
    int Pid,
    string Version,
    string DataFolder,
    long StartedAtWall,
    long LastSeq,
    double Score,
    string Level,
    int RunsActive,
    int PlaybooksEnabled,
    int PlaybooksLoaded,
    int AlertsStanding,
    IReadOnlyList<string> Trouble
)
{
    /// <summary>Incidents that are not over.</summary>
    public int IncidentsOpen { get; init; }

    /// <summary>Those of them that nobody looks after.</summary>
    public int IncidentsUnacknowledged { get; init; }

    /// <summary>Of the alerts that stand.</summary>
    public int AlertsCritical { get; init; }

    /// <summary>Nothing is wrong with the node, and nothing that it sees is critical.</summary>
    public bool IsWell => Trouble.Count == 0 && AlertsCritical == 0 && Level != "critical";

    /// <summary>Playbooks that only watch.</summary>
    public int PlaybooksInShadow { get; init; }

    /// <summary>What is frozen, one line each; empty when nothing is.</summary>
    public IReadOnlyList<string> Frozen { get; init; } = [];
}

/// <summary>What the safeguards count, at a time.</summary>
/// <param name="Circuits">Those that are not closed.</param>
/// <param name="NowWall">Milliseconds since the Unix epoch.</param>
public sealed record SafetyView(IReadOnlyList<Circuit> Circuits, Fuse Fuse, SafetySettings Settings, long NowWall);

/// <summary>Something that people listed for the runtime to look at and act on.</summary>
/// <param name="Kind"><c>process</c>, <c>folder</c>, <c>service</c> or <c>url</c>.</param>
/// <param name="IsThere">Null when nobody looks.</param>
/// <param name="Found">What is known of it.</param>
public sealed record TargetView(string Kind, string Name, bool? IsThere, string Found);

/// <summary>The heartbeat since the node started.</summary>
/// <param name="LastMs">How long the newest beat took, in milliseconds.</param>
/// <param name="P50Ms">Over the beats kept in memory (at most the last 4,096), in milliseconds.</param>
/// <param name="Alerts">Those of the readings that a beat takes, standing now.</param>
public sealed record HeartbeatView(
    long Beats,
    long AtWall,
    double LastMs,
    double P50Ms,
    double P99Ms,
    double MaxMs,
    double CpuPercent,
    double MemoryPercent,
    double Load1,
    double? FullestDiskPercent,
    IReadOnlyList<BeatAlert> Alerts
)
{
    /// <summary>0 to 1; null while the score does not answer.</summary>
    public double? Score { get; init; }

    /// <summary>Of all playbooks, since the log began; a reader takes the difference.</summary>
    public long RunsVerified { get; init; }

    public bool IsOk => HeartbeatLines.IsOk(Alerts, Score);

    /// <summary>As <c>aios heartbeat</c> prints it: <c>HEARTBEAT_OK (0.05ms)</c>.</summary>
    /// <param name="verified">Runs that were verified since the reader was last told of any.</param>
    public string Line(long verified = 0) => HeartbeatLines.Of(LastMs, Alerts, Score, verified);
}

/// <summary>How long the beats of one span of time took.</summary>
/// <param name="AtWall">Its begin, in milliseconds since the Unix epoch.</param>
/// <param name="P50Ms">In milliseconds, by nearest rank; null when there was no beat.</param>
public sealed record BeatSpan(long AtWall, int Beats, double? P50Ms, double? P99Ms, double? MaxMs);

/// <summary>One thing that was looked at.</summary>
/// <param name="State"><c>ok</c>, <c>note</c> (nothing to do), <c>warn</c> or <c>fail</c>.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
public sealed record CheckView(string Check, string State, string Found, string? Remedy);

/// <summary>One actor of the running node.</summary>
/// <param name="Depth">Levels below <c>/user</c>.</param>
/// <param name="Processed">Messages since it was created.</param>
/// <param name="LastFailure">The newest exception that its supervisor saw, or null.</param>
/// <param name="SlowestMs">Of the messages that were timed: all while it idles, a sample while it is busy.</param>
/// <param name="Bands">What waits per priority, the most urgent first; one entry when its mailbox knows no priorities.</param>
/// <param name="Refused">Messages that found no room since it was created.</param>
/// <param name="IsSuspended">It waits for its supervisor to decide, or ends.</param>
public sealed record ActorView(
    string Path,
    int Depth,
    string Kind,
    int Mailbox,
    long Processed,
    int Restarts,
    string? LastFailure,
    string? SlowestMessage,
    double SlowestMs,
    IReadOnlyList<MailboxBand> Bands,
    long Refused,
    bool IsSuspended
);

/// <param name="Priority">The lowest number goes first.</param>
/// <param name="Waiting">Messages.</param>
public sealed record MailboxBand(int Priority, long Waiting);

/// <summary>A copy of a node's data, checked after it was written.</summary>
/// <param name="Records">Of the event log.</param>
/// <param name="LastHash">base64url, without padding.</param>
public sealed record BackupView(string Folder, long Records, long LastSeq, string LastHash, long Effects, long Decisions);

/// <summary>What became of an event from outside.</summary>
/// <param name="Recorded">As it stands in the log, or null when it was refused.</param>
/// <param name="IsDuplicate">It was on record already and was not stored again.</param>
/// <param name="IsRetryable">The log cannot take it at present; sending it again later may work.</param>
public sealed record EmitResult(RecordedEvent? Recorded, bool IsDuplicate, Refusal? Refusal, bool IsRetryable)
{
    /// <summary>Sending it again sooner is of no use; null when nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>What became of events from outside that belong together: all of them are on record, or none.</summary>
/// <param name="Recorded">In the order given; empty when they were refused.</param>
/// <param name="Duplicates">Positions of those that were on record already and were not stored again.</param>
/// <param name="IsRetryable">The log cannot take them at present; sending them again later may work.</param>
public sealed record EmittedTogether(
    IReadOnlyList<RecordedEvent> Recorded,
    IReadOnlyList<int> Duplicates,
    Refusal? Refusal = null,
    bool IsRetryable = false
)
{
    /// <summary>Sending them again sooner is of no use; null when nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>What one run of maintenance did. Days are <c>yyyy-MM-dd</c>.</summary>
/// <param name="Archived">Days whose plain file became an archive.</param>
/// <param name="Deleted">Days of which only the summary stays.</param>
/// <param name="PlainBytes">Size of what was archived, before.</param>
/// <param name="ArchiveBytes">The same, after.</param>
/// <param name="Fault">Why it ended early, or null.</param>
public sealed record MaintenanceView(
    IReadOnlyList<string> Archived,
    IReadOnlyList<string> Deleted,
    IReadOnlyList<string> MetricDaysDeleted,
    long PlainBytes,
    long ArchiveBytes,
    double DurationMs,
    string? Fault
)
{
    /// <summary>Days that are due to be deleted, and somebody still needs their records.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>Of days that are deleted.</summary>
    public long DecisionsDeleted { get; init; }

    /// <summary>Of days that are deleted.</summary>
    public long EffectsDeleted { get; init; }
}
