using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Measures;

/// <summary>What single actors answered when they were asked for figures; null: no answer in time.</summary>
public sealed record AskedFigures
{
    public static AskedFigures None { get; } = new();

    public SchedulingProtocol.Queue? Queue { get; init; }
    public ScoringProtocol.CurrentScore? Score { get; init; }
    public HeartbeatView? Heartbeat { get; init; }
    public DecisionStats? Decisions { get; init; }

    /// <summary>Approvals that nobody has answered yet.</summary>
    public int? ApprovalsOpen { get; init; }
}
