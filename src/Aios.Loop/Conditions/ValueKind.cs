namespace Aios.Loop.Conditions;

/// <summary>The types of the condition language. Errors are values too: they travel through an expression like any other.</summary>
public enum ValueKind
{
    Null,
    Bool,
    Int,
    Double,
    String,
    List,
    Map,
    Timestamp,
    Duration,
    Error,
}
