namespace Aios.Loop.Conditions;

/// <summary>What a condition is evaluated against: the values of its variables.</summary>
public interface IConditionScope
{
    /// <summary>Gives the variable's value; false when it has none here, which makes the reading of it an error value.</summary>
    bool TryGet(string name, out Value value);
}
