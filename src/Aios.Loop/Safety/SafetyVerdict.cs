using Aios.Loop.Effects;
using Aios.Loop.Sensing;

namespace Aios.Loop.Safety;

/// <summary>What the safeguards say about one playbook that would answer one event.</summary>
public abstract record SafetyVerdict
{
    /// <summary>It succeeded so seldom that its cooldown counts twice.</summary>
    public bool DoublesCooldown { get; init; }

    public sealed record Allow : SafetyVerdict;

    /// <param name="Reason">With the values that it rests on.</param>
    public sealed record Against(string Reason) : SafetyVerdict;

    /// <summary>Decided and recorded, not done.</summary>
    public sealed record Shadow(string Why) : SafetyVerdict;

    /// <summary>More people than the risk of the plan calls for.</summary>
    public sealed record NeedsApproval(ApprovalNeed Need, string Why) : SafetyVerdict;
}

/// <summary>Everything that the safeguards look at besides the playbook and its event.</summary>
/// <param name="State">What was counted.</param>
/// <param name="Orders">What people ordered.</param>
/// <param name="Targets">What people listed.</param>
public sealed record Guard(SafetyState State, OrdersState Orders, SafetySettings Settings, TargetSettings Targets);
