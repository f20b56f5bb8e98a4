using System.Text.Json.Serialization;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>What is to be done outside, with every value already in place.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RunProcess), "process")]
[JsonDerivedType(typeof(SendSignal), "signal")]
[JsonDerivedType(typeof(Notify), "notify")]
[JsonDerivedType(typeof(Wait), "wait")]
[JsonDerivedType(typeof(Approve), "approve")]
[JsonDerivedType(typeof(SendRequest), "http")]
[JsonDerivedType(typeof(ChangeFile), "file")]
[JsonDerivedType(typeof(CleanFolder), "clean")]
[JsonDerivedType(typeof(RotateFile), "rotate")]
[JsonDerivedType(typeof(KeepFiles), "snapshot")]
[JsonDerivedType(typeof(Restore), "restore")]
[JsonDerivedType(typeof(ControlService), "service")]
[JsonDerivedType(typeof(SetSetting), "set")]
public abstract partial record EffectAction
{
    /// <summary>The process that it reaches, which this node must have started; null: no process in particular, or one of anybody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OwnProcess? Own { get; init; }

    /// <summary>A program with its arguments, never a shell. The first is an absolute path.</summary>
    public sealed record RunProcess(IReadOnlyList<string> Arguments) : EffectAction;

    /// <summary>A signal for exactly this process.</summary>
    /// <param name="Pid">Process id.</param>
    /// <param name="StartTime">Field 22 of <c>/proc/PID/stat</c>: a process that took over the pid is not signalled. 0: not known, refused.</param>
    /// <param name="Signal">Name without SIG: <c>TERM</c>, <c>KILL</c>, <c>HUP</c>, <c>USR1</c>…</param>
    public sealed record SendSignal(int Pid, long StartTime, string Signal) : EffectAction;

    /// <summary>A line for people.</summary>
    public sealed record Notify(Severity Severity, string Text) : EffectAction
    {
        /// <summary>One of <see cref="NotifyChannels.All"/>; null: those of <c>aios.notify.escalate</c>.</summary>
        public string? Channel { get; init; }
    }

    /// <summary>Nothing for a while. The run does it by itself.</summary>
    /// <param name="DelayMs">In milliseconds.</param>
    public sealed record Wait(long DelayMs) : EffectAction;

    /// <summary>People are asked whether to go on. The run does it by itself.</summary>
    public sealed record Approve(string Text) : EffectAction;

    /// <summary>It passes the door; the others need neither a slot nor the ledger.</summary>
    [JsonIgnore]
    public bool IsOutside => this is not (Wait or Approve);

    [JsonIgnore]
    public string Kind =>
        this switch
        {
            RunProcess => "process",
            SendSignal => "signal",
            Notify => "notify",
            Wait => "wait",
            Approve => "approve",
            SendRequest => "http",
            ChangeFile => "file",
            CleanFolder => "clean",
            RotateFile => "rotate",
            KeepFiles => "snapshot",
            Restore => "restore",
            ControlService => "service",
            SetSetting => "set",
            _ => throw new InvalidOperationException($"no name for {GetType().Name}"),
        };
}

/// <summary>A process that must descend from the node at the moment of the effect: an event can say anything.</summary>
/// <param name="StartTime">Field 22 of <c>/proc/PID/stat</c>: one that took over the pid is another.</param>
public sealed record OwnProcess(int Pid, long StartTime);

/// <summary>One attempt at one step, as the effect ledger records it before anything happens.</summary>
/// <param name="Timeout">Bounds this attempt; more than zero, at most 24 h.</param>
/// <param name="Idempotent">May be done again when nobody knows whether it happened.</param>
public sealed record EffectIntent(
    EffectId Id,
    RunId Run,
    string Step,
    int Attempt,
    Risk Risk,
    EffectAction Action,
    TimeSpan Timeout,
    bool Idempotent,
    string? TraceId
)
{
    /// <summary>Id of the approval that allows it; null when nobody was asked.</summary>
    public string? Approval { get; init; }

    /// <summary>Attempts are counted from 1.</summary>
    public static EffectId IdOf(RunId run, string step, int attempt) => new($"{run}/{step}#{attempt}");
}

/// <summary>How an attempt ended.</summary>
public enum EffectResult
{
    Ok,

    /// <summary>The program ended with a code other than 0, or a server answered with a status that was not expected.</summary>
    ExitCode,

    /// <summary>It was still running at its time-out and was ended.</summary>
    Timeout,

    /// <summary>The target does not exist (any more).</summary>
    NotFound,

    /// <summary>Not done, because it must not be: bad argument, no permission, another process took the pid.</summary>
    Refused,

    /// <summary>Not done, because the intent could not be put on record.</summary>
    Unrecorded,

    /// <summary>Something else went wrong; the detail says what.</summary>
    Error,

    /// <summary>It was not known whether it happened; now it is known that it did not.</summary>
    NotHappened,
}

/// <summary>Who says how an attempt ended.</summary>
public enum OutcomeSource
{
    /// <summary>The door, which did it.</summary>
    Seen,

    /// <summary>The step's probe, after a crash.</summary>
    Probe,

    /// <summary>A person, after a crash.</summary>
    Person,

    /// <summary>The event log; the ledger had lost it.</summary>
    Log,
}

/// <param name="Detail">One line for people.</param>
/// <param name="Output">What the program wrote or the server answered, head and tail, at most 64 KiB.</param>
/// <param name="DurationMs">Wall time of the attempt in milliseconds.</param>
public sealed record EffectOutcome(
    EffectId Id,
    EffectResult Result,
    string Detail,
    int? ExitCode,
    string Output,
    long DurationMs,
    OutcomeSource Source = OutcomeSource.Seen
);

/// <summary>One line of the ledger. No outcome: nobody knows (yet) whether it happened.</summary>
/// <param name="IntentAt">Milliseconds since the Unix epoch.</param>
/// <param name="UnknownAt">Since when it is known that the node ended before the outcome was on record; null when it did not.</param>
public sealed record EffectRecord(EffectIntent Intent, long IntentAt, EffectOutcome? Outcome, long? OutcomeAt, long? UnknownAt = null)
{
    public EffectStanding Standing =>
        Outcome is not null ? EffectStanding.Finished
        : UnknownAt is not null ? EffectStanding.Unknown
        : EffectStanding.Open;
}

/// <summary>Where an attempt stands.</summary>
public enum EffectStanding
{
    /// <summary>It is being carried out.</summary>
    Open,

    /// <summary>The node ended while it was carried out: it may or may not have happened.</summary>
    Unknown,

    Finished,
}

/// <summary>Which lines of the ledger are wanted, newest first.</summary>
/// <param name="Standing">Null: any.</param>
/// <param name="Run">Null: of any run.</param>
/// <param name="Limit">At most so many.</param>
public sealed record EffectQuery(EffectStanding? Standing, RunId? Run, int Limit)
{
    /// <summary>Only those that are older than this one; none when it is not on record.</summary>
    public EffectId? After { get; init; }
}
