using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>Everything a run needs, with the values of its event already in place. It never changes afterwards.</summary>
/// <param name="EventPayload">For the gate's condition; left out when it is longer than 64 KiB.</param>
/// <param name="Group">The playbook's cooldown counts per group.</param>
/// <param name="Target">What it acts on; one run per target at a time.</param>
/// <param name="OwnOnly">It may act only on processes that the node itself started.</param>
/// <param name="DeadlineMs">From the plan to the end, in milliseconds.</param>
public sealed record RunPlan(
    RunId Id,
    PlaybookId Playbook,
    int Version,
    string Title,
    long EventSeq,
    EventId EventId,
    string EventType,
    string? TraceId,
    Priority Priority,
    JsonElement? EventPayload,
    string Group,
    long CooldownMs,
    string Target,
    bool OwnOnly,
    IReadOnlyList<PlannedStep> Steps,
    RetrySettings Retry,
    Gate Gate,
    IReadOnlyList<Rung> Ladder,
    long DeadlineMs
)
{
    /// <summary>How many people have to say yes before the first step.</summary>
    public ApprovalNeed Approval { get; init; }

    /// <summary>It ends <c>shadowed</c> at once: its playbook is not trusted yet.</summary>
    public bool IsShadow { get; init; }

    /// <summary>Its first step asks for a slot as soon as it is on record: nobody has to be waited for.</summary>
    public bool StartsAtOnce => !IsShadow && Approval == ApprovalNeed.Auto && Steps is [{ Action.IsOutside: true }, ..];
}

/// <summary>How many people have to say yes.</summary>
public enum ApprovalNeed
{
    /// <summary>Nobody.</summary>
    Auto,
    One,

    /// <summary>Two who are not the same.</summary>
    Two,
}

/// <param name="TimeoutMs">Bounds one attempt, in milliseconds.</param>
/// <param name="Undo">What puts it back, or null when nothing does.</param>
/// <param name="NeedsNoUndo">It may stay: the author said <c>undo = none</c>, or it changed nothing.</param>
/// <param name="Probe">Tells after a crash whether it happened; null when nothing can.</param>
public sealed record PlannedStep(
    string Id,
    EffectAction Action,
    Risk Risk,
    long TimeoutMs,
    bool Idempotent,
    EffectAction? Undo,
    bool NeedsNoUndo,
    PlannedProbe? Probe = null
)
{
    /// <summary>What holds for <see cref="Undo"/> itself; null in plans of older versions: the same as for the step, and no probe.</summary>
    public UndoTerms? UndoTerms { get; init; }

    /// <summary>The step that puts this one back, under an id of its own; null when nothing does.</summary>
    [JsonIgnore]
    public PlannedStep? UndoStep =>
        Undo is null
            ? null
            : new PlannedStep(
                CompensationRules.UndoOf(Id),
                Undo,
                UndoTerms?.Risk ?? Risk,
                UndoTerms?.TimeoutMs ?? TimeoutMs,
                UndoTerms?.Idempotent ?? Idempotent,
                null,
                NeedsNoUndo,
                UndoTerms?.Probe
            );
}

/// <param name="TimeoutMs">Bounds one attempt, in milliseconds.</param>
/// <param name="Idempotent">May be done again when nobody knows whether it happened.</param>
/// <param name="Probe">Tells after a crash whether it was put back; null when nothing can.</param>
public sealed record UndoTerms(Risk Risk, long TimeoutMs, bool Idempotent, PlannedProbe? Probe);

/// <summary>A program that only looks: exit code 0: it happened, 1: it did not, anything else: cannot be told.</summary>
/// <param name="TimeoutMs">Bounds one look, in milliseconds.</param>
public sealed record PlannedProbe(IReadOnlyList<string> Arguments, long TimeoutMs);

/// <summary>One rung of the ladder that a failed run climbs.</summary>
/// <param name="Steps">What to do; for <see cref="RungKind.Escalate"/> the telling of people, for <see cref="RungKind.Rollback"/> empty.</param>
public sealed record Rung(RungKind Kind, IReadOnlyList<PlannedStep> Steps)
{
    public static Rung Rollback { get; } = new(RungKind.Rollback, []);
}

public enum RungKind
{
    Steps,
    Rollback,
    Escalate,
}

/// <summary>How a run is judged.</summary>
public enum GateKind
{
    /// <summary>The sensor that raised the event must say that it recovered.</summary>
    SensorRecovered,

    /// <summary>A condition over the newest readings must hold.</summary>
    Expectation,

    /// <summary>The run only told people: there is nothing to verify. Such runs do not count in the score.</summary>
    None,
}

/// <param name="Sensor">Sensor and target of the incident, as the event named them; null when it named none.</param>
/// <param name="AfterMs">Wait this long before the first look, in milliseconds.</param>
/// <param name="WithinMs">A yes must come within this time after the last step, in milliseconds.</param>
/// <param name="Expect">The condition's text, for <see cref="GateKind.Expectation"/>.</param>
public sealed record Gate(GateKind Kind, string? Sensor, string? SensorTarget, long AfterMs, long WithinMs, string? Expect);

/// <param name="Retries">Tries after the first; 0 to 20.</param>
/// <param name="MinMs">Wait before the first retry, in milliseconds.</param>
/// <param name="On">Results that are worth another try.</param>
public sealed record RetrySettings(int Retries, long MinMs, double Factor, long MaxMs, IReadOnlyList<EffectResult> On)
{
    /// <summary>2 s, 4 s, 8 s after a time-out or a bad exit code.</summary>
    public static RetrySettings Default { get; } = new(3, 2_000, 2, 30_000, [EffectResult.Timeout, EffectResult.ExitCode]);

    /// <summary>
    /// 0 to 1: every wait is longer by a share of itself up to this one, so that runs which failed together do not all try again together.
    /// </summary>
    public double Jitter { get; init; }

    /// <summary>Whether such an end is worth another try. People are told again also when nobody could be reached at all.</summary>
    public bool IsWorthAnother(EffectAction action, EffectResult result) =>
        On.Contains(result) || (action is EffectAction.Notify && result == EffectResult.Error);

    /// <param name="failures">Failed attempts so far, from 1.</param>
    public long DelayMs(int failures) => (long)Math.Min(MaxMs, MinMs * Math.Pow(Factor, failures - 1));

    /// <summary>
    /// The same with its jitter: delay · (1 + jitter · u), u in [0, 1) from the id of the attempt that failed. Whoever takes the run up again
    /// finds the same wait.
    /// </summary>
    public long DelayMs(int failures, EffectId failed) => (long)(DelayMs(failures) * (1 + Jitter * ShareOf(failed)));

    /// <summary>All of them at their longest.</summary>
    public long AllDelaysMs => Enumerable.Range(1, Retries).Sum(failures => (long)(DelayMs(failures) * (1 + Jitter)));

    private static double ShareOf(EffectId effect) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(effect.Value))) / (uint.MaxValue + 1.0);
}
