namespace Aios.Loop.Rollback;

/// <summary>Marks a member of a state that no rollback takes back: what is spent is spent, what was seen was seen.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MonotonicAttribute : Attribute;
