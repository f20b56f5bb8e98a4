using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Aios.Journal.Log;

/// <summary>
/// Which values stand for a type: under its exact name, a <c>prefix.*</c>, a <c>*.suffix</c> or <c>*</c>. Compiled once into two trees over the
/// parts of a name, read from the front and from the back: what an answer costs depends on the parts of the type, not on the patterns.
/// </summary>
internal sealed class TypeTrie<T>
{
    /// <summary>Types repeat; so many answers are kept.</summary>
    private const int MostAnswers = 4096;

    private readonly Dictionary<string, List<T>> _exact = new(StringComparer.Ordinal);
    private readonly Node _prefixes = new();
    private readonly Node _suffixes = new();
    private readonly List<T> _all = [];
    private readonly ConcurrentDictionary<string, ImmutableArray<T>> _answers = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A pattern is none (see <see cref="TypePattern"/>).</exception>
    public TypeTrie(IEnumerable<(string Pattern, T Value)> entries)
    {
        foreach (var (pattern, value) in entries)
            PlaceOf(pattern).Add(value);
    }

    /// <summary>In no order.</summary>
    public ImmutableArray<T> Of(string type)
    {
        if (_answers.TryGetValue(type, out var known))
            return known;
        var answer = Find(type);
        if (_answers.Count < MostAnswers)
            _answers[type] = answer;
        return answer;
    }

    private List<T> PlaceOf(string pattern)
    {
        _ = new TypePattern(pattern);
        if (pattern == "*")
            return _all;
        if (pattern.EndsWith(".*", StringComparison.Ordinal))
            return _prefixes.Below(pattern[..^2].Split('.'));
        if (pattern.StartsWith("*.", StringComparison.Ordinal))
            return _suffixes.Below(pattern[2..].Split('.').Reverse());
        if (!_exact.TryGetValue(pattern, out var place))
            _exact.Add(pattern, place = []);
        return place;
    }

    private ImmutableArray<T> Find(string type)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        found.AddRange(_all);
        if (_exact.TryGetValue(type, out var exact))
            found.AddRange(exact);
        var parts = type.Split('.');
        // The star stands for something: neither a prefix nor a suffix is the whole name.
        _prefixes.Gather(parts.SkipLast(1), found);
        _suffixes.Gather(parts.Skip(1).Reverse(), found);
        return found.DrainToImmutable();
    }

    private sealed class Node
    {
        private readonly Dictionary<string, Node> _children = new(StringComparer.Ordinal);
        private readonly List<T> _values = [];

        public List<T> Below(IEnumerable<string> parts)
        {
            var at = this;
            foreach (var part in parts)
            {
                if (!at._children.TryGetValue(part, out var next))
                    at._children.Add(part, next = new Node());
                at = next;
            }
            return at._values;
        }

        public void Gather(IEnumerable<string> parts, ImmutableArray<T>.Builder found)
        {
            var at = this;
            foreach (var part in parts)
            {
                if (!at._children.TryGetValue(part, out at))
                    return;
                found.AddRange(at._values);
            }
        }
    }
}
