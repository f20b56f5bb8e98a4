namespace Aios.Loop.Conditions;

/// <summary>Why a text is not a condition. Line and column count from 1; a column is one UTF-16 unit.</summary>
public sealed record ConditionFault(int Line, int Column, string Message)
{
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
