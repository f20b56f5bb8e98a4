using Aios.Loop.Conditions;
using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What to do when something happens, and how to know that it worked.</summary>
/// <param name="Confidence">0..1; among playbooks that fit the highest is taken.</param>
/// <param name="OwnOnly">Acts only on processes that the node itself started.</param>
/// <param name="Cooldown">Per group, from the last plan that did not fail; 0 to 24 h.</param>
/// <param name="Timeout">One attempt at a step that names none; 100 ms to 1 h.</param>
/// <param name="Deadline">The whole run; null: computed from retries, back-offs and the gate.</param>
public sealed record Playbook(
    PlaybookId Id,
    int Version,
    string Title,
    bool Enabled,
    Trigger Trigger,
    double Confidence,
    Risk Risk,
    bool OwnOnly,
    TimeSpan Cooldown,
    TimeSpan Timeout,
    TimeSpan? Deadline,
    RetrySettings Retry,
    IReadOnlyList<StepTemplate> Steps,
    GateTemplate Verify,
    IReadOnlyList<RungTemplate> Otherwise,
    Origin Origin
)
{
    /// <summary>How many people its author wants to be asked; the risk may demand more.</summary>
    public ApprovalNeed Approval { get; init; }

    /// <summary>What becomes of an event whose target is being acted on.</summary>
    public BusyPolicy WhenBusy { get; init; }

    /// <summary>Files to keep before the first step and to put back at a rollback: absolute paths, the last part may hold * and ?.</summary>
    public IReadOnlyList<string> Snapshot { get; init; } = [];

    /// <summary>Acts only on what stands in <c>aios.targets</c> and on what the node itself started.</summary>
    public bool ListedOnly { get; init; }

    /// <summary>Hashes of what its file says; empty when it has none.</summary>
    public PlaybookPrint Print { get; init; } = PlaybookPrint.None;

    /// <summary>The shape that came with the executable under this id; null when none did.</summary>
    public PlaybookShape? Shipped { get; init; }
}

/// <summary>One run per target at a time; this is what the next one does.</summary>
public enum BusyPolicy
{
    /// <summary>The event is left to the run that goes on.</summary>
    DropNew,

    /// <summary>The event waits, in the order of arrival.</summary>
    Queue,

    /// <summary>The run that goes on is cancelled, and the newest event waits for its end.</summary>
    CancelOld,
}

/// <param name="Undo">What puts it back; null: what the kind of its action does by itself, if anything.</param>
/// <param name="NeedsNoUndo">The author said <c>undo = none</c>.</param>
/// <param name="Probe">Null: nothing can tell after a crash whether it happened.</param>
public sealed record StepTemplate(
    string Id,
    ActionTemplate Action,
    Risk? Risk,
    TimeSpan? Timeout,
    bool Idempotent,
    UndoTemplate? Undo,
    bool NeedsNoUndo,
    ProbeTemplate? Probe = null
);

/// <summary>What puts a step back, as its author wrote it. It is a step of its own: what holds for the step says nothing about it.</summary>
/// <param name="Risk">Null: by what it does, else as much as the step.</param>
/// <param name="Timeout">Bounds one attempt; null: as for the step.</param>
/// <param name="Idempotent">May be done again when nobody knows whether it happened.</param>
/// <param name="Probe">Null: nothing can tell after a crash whether it happened.</param>
public sealed record UndoTemplate(ActionTemplate Action, Risk? Risk, TimeSpan? Timeout, bool Idempotent, ProbeTemplate? Probe = null);

/// <summary>How to find out after a crash whether a step happened: exit code 0: it did, 1: it did not, else it cannot be told.</summary>
/// <param name="Timeout">100 ms to 60 s.</param>
public sealed record ProbeTemplate(ActionTemplate.Process Action, TimeSpan Timeout);

/// <summary>An action with places for values of the event.</summary>
public abstract partial record ActionTemplate
{
    public sealed record Process(IReadOnlyList<Argument> Arguments) : ActionTemplate;

    public sealed record Signal(string Name, Argument Pid, Argument StartTime) : ActionTemplate;

    /// <param name="Parts">Joined by a space.</param>
    public sealed record Notify(IReadOnlyList<Argument> Parts) : ActionTemplate
    {
        /// <summary>One of <see cref="NotifyChannels.All"/>; null: those of <c>aios.notify.escalate</c>.</summary>
        public string? Channel { get; init; }
    }

    /// <param name="Delay">100 ms to 24 h.</param>
    public sealed record Wait(TimeSpan Delay) : ActionTemplate;

    /// <param name="Text">What people are asked.</param>
    public sealed record Approve(string Text) : ActionTemplate;
}

/// <summary>A whole argument: written down, or a value of the event. There are no templates inside text.</summary>
public abstract record Argument
{
    public sealed record Literal(string Text) : Argument;

    /// <param name="Path">For example <c>payload.pid</c>, <c>type</c>, <c>source</c>.</param>
    public sealed record FromEvent(string Path, ArgumentKind As) : Argument;
}

public enum ArgumentKind
{
    String,
    Int,
}

/// <param name="Kind">When the playbook has no verify block: the sensor must have recovered.</param>
public sealed record GateTemplate(GateKind Kind, TimeSpan After, TimeSpan Within, string? Expect)
{
    public static GateTemplate Default { get; } = new(GateKind.SensorRecovered, TimeSpan.Zero, TimeSpan.FromSeconds(60), null);
}

public sealed record RungTemplate(RungKind Kind, IReadOnlyList<StepTemplate> Steps);
