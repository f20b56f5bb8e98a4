using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>What can be read off a run as it stands.</summary>
public sealed partial record RunState
{
    private RunPhase Working =>
        Stop is not null ? RunPhase.Cancelling
        : Compensates ? RunPhase.Compensating
        : RunPhase.Running;
    public PlannedStep? Step => Position < Leg.Length ? Leg[Position] : null;
    public bool IsOver => Phase.IsTerminal();

    /// <summary>The scheduler gave it up: no slot became free in time. Nobody decided against it.</summary>
    public bool IsShed => Phase == RunPhase.Cancelled && Stop?.By == QueueStanding.Source;

    /// <summary>It is to end before it is through, and does not put back anything yet.</summary>
    internal bool IsStopped => Stop is not null && !Compensates && !IsRolledBack;

    /// <summary>It ends behind the step that tells people.</summary>
    internal bool IsToldAbout => IsRolledBack || (Rung >= 0 && Plan.Ladder[Rung].Kind == RungKind.Escalate);

    /// <summary>An attempt whose outcome comes by itself.</summary>
    internal bool IsUnderWay => InFlight && !IsDark && Step!.Action.IsOutside;

    /// <summary>The effect of the current attempt.</summary>
    public EffectId CurrentEffect => EffectIntent.IdOf(Plan.Id, Step!.Id, Attempt);
}
