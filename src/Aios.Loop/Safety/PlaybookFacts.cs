using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>What a playbook may act on.</summary>
public enum TargetScope
{
    /// <summary>Processes that the node itself started.</summary>
    OwnChildren,

    /// <summary>Those, and what stands in <c>aios.targets</c>.</summary>
    Listed,

    /// <summary>Whatever the event names.</summary>
    Any,
}

/// <summary>What a person trusts when a playbook is enabled: other steps, more risk or a wider reach need another yes.</summary>
/// <param name="Meaning">Hash of trigger, steps, gate, risk and reach.</param>
/// <param name="Steps">Hash of everything that it does.</param>
public sealed record PlaybookShape(string Meaning, string Steps, Risk Risk, TargetScope Scope)
{
    /// <summary>Whoever trusts the other may trust this one.</summary>
    public bool IsCoveredBy(PlaybookShape trusted) =>
        Meaning == trusted.Meaning || (Steps == trusted.Steps && Risk <= trusted.Risk && Scope <= trusted.Scope);
}

/// <summary>What the safeguards know of a playbook.</summary>
/// <param name="Enabled">Its file says so.</param>
/// <param name="Shipped">The shape that came with the executable under this id; null when none did.</param>
/// <param name="MostRisk">Of all its steps, the ladder's included.</param>
public sealed record PlaybookFacts(PlaybookId Id, bool Enabled, PlaybookShape Shape, PlaybookShape? Shipped, Risk MostRisk);

/// <summary>Whether a playbook may do what it says.</summary>
public enum PlaybookStanding
{
    Enabled,

    /// <summary>It is matched, decided and recorded, and nothing is done.</summary>
    Shadow,
    Disabled,
    Frozen,
}
