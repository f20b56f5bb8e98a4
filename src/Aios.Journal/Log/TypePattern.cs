namespace Aios.Journal.Log;

/// <summary>Exact, <c>prefix.*</c>, <c>*.suffix</c> or <c>*</c>.</summary>
internal sealed class TypePattern
{
    private readonly byte[] _fixed;
    private readonly bool _openStart;
    private readonly bool _openEnd;

    /// <exception cref="ArgumentException">A star stands elsewhere than as the whole first or last part.</exception>
    public TypePattern(string pattern)
    {
        _openEnd = pattern.EndsWith(".*", StringComparison.Ordinal) || pattern == "*";
        _openStart = pattern.StartsWith("*.", StringComparison.Ordinal);
        var part = pattern[(_openStart ? 1 : 0)..(_openEnd ? ^1 : ^0)];
        if (part.Contains('*') || pattern.Length == 0 || (_openStart && _openEnd))
        {
            var allowed = "an exact type, prefix.*, *.suffix or *";
            throw new ArgumentException($"type pattern '{pattern}' must be {allowed}", nameof(pattern));
        }
        _fixed = System.Text.Encoding.UTF8.GetBytes(part);
    }

    public bool Matches(ReadOnlySpan<byte> type) =>
        _openEnd ? type.StartsWith(_fixed)
        : _openStart ? type.EndsWith(_fixed)
        : type.SequenceEqual(_fixed);
}
