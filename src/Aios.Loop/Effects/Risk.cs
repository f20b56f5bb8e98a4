namespace Aios.Loop.Effects;

/// <summary>How much an action can hurt; ordered.</summary>
public enum Risk
{
    /// <summary>Changes nothing.</summary>
    Read,

    /// <summary>Can be put back, or does no harm when it stays.</summary>
    Reversible,

    /// <summary>Interrupts somebody's work.</summary>
    Disruptive,

    /// <summary>Cannot be put back.</summary>
    Destructive,
}
