using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>What is counted. Every fact stands in the log in some form, so that a crash loop resets nothing.</summary>
public static class SafetyProtocol
{
    public interface IEvent
    {
        /// <summary>Milliseconds since the Unix epoch.</summary>
        long AtWall { get; }
    }

    /// <summary>A run was planned that is to be carried out; one in shadow is none.</summary>
    /// <param name="Acts">It does more than read and tell.</param>
    public sealed record RunBegan(RunId Run, PlaybookId Playbook, string Target, bool Acts, long AtWall) : IEvent;

    public sealed record RunClosed(RunId Run, RunPhase Phase, long AtWall) : IEvent;

    /// <summary>Somebody closed circuits by hand.</summary>
    /// <param name="Playbook">Null: of all playbooks.</param>
    /// <param name="Target">Null: on all targets.</param>
    public sealed record CircuitReset(PlaybookId? Playbook, string? Target, long AtWall) : IEvent;

    /// <summary>Somebody put the fuse back.</summary>
    /// <param name="Playbook">Null: everything.</param>
    public sealed record FuseReset(PlaybookId? Playbook, long AtWall) : IEvent;

    /// <summary>What a run is for the counts, or null when it is in shadow.</summary>
    public static RunBegan? Of(RunPlan plan, long atWall) =>
        plan.IsShadow
            ? null
            : new RunBegan(
                plan.Id,
                plan.Playbook,
                plan.Target,
                plan.Steps.Concat(plan.Ladder.SelectMany(rung => rung.Steps)).Any(step => step.Risk > Risk.Read),
                atWall
            );
}
