using System.Diagnostics.CodeAnalysis;

namespace Aios.Loop.Conditions;

/// <summary>Either a condition or at least one fault, never both.</summary>
public sealed class ParsedCondition
{
    private ParsedCondition(Condition? condition, IReadOnlyList<ConditionFault> faults)
    {
        Condition = condition;
        Faults = faults;
    }

    public Condition? Condition { get; }

    public IReadOnlyList<ConditionFault> Faults { get; }

    [MemberNotNullWhen(true, nameof(Condition))]
    public bool IsValid => Condition is not null;

    internal static ParsedCondition Valid(Condition condition) => new(condition, []);

    internal static ParsedCondition Faulty(IReadOnlyList<ConditionFault> faults) => new(null, faults);
}
