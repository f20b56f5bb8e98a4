using Aios.Loop.Reacting.Matching;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>
/// The playbooks that are loaded, found by event type, by keyword, and by the values that their conditions demand. What a look-up costs grows
/// with the playbooks that may fit, not with those that are loaded.
/// </summary>
public sealed class Catalog
{
    private readonly Dictionary<PlaybookId, Playbook> _byId;
    private readonly Dictionary<string, EqualityIndex> _exact;
    private readonly Dictionary<string, EqualityIndex> _prefixes;
    private readonly EqualityIndex _anywhere;
    private readonly KeywordIndex _keywords;

    public Catalog(IEnumerable<Playbook> playbooks)
    {
        Playbooks = [.. playbooks.OrderBy(playbook => playbook.Id.Value, StringComparer.Ordinal)];
        _byId = Playbooks.DistinctBy(playbook => playbook.Id).ToDictionary(playbook => playbook.Id);
        var byType = Playbooks.Where(playbook => playbook.Trigger.Keywords.Count == 0).ToArray();
        _exact = ByPattern(byType, pattern => TypePattern.IsPrefix(pattern) ? null : pattern);
        _prefixes = ByPattern(byType, pattern => TypePattern.IsPrefix(pattern) ? TypePattern.Prefix(pattern) : null);
        _anywhere = new EqualityIndex([.. byType.Where(playbook => playbook.Trigger.Types.Count == 0)]);
        _keywords = new KeywordIndex(Playbooks);
        Index = IndexOf(Playbooks.Where(playbook => playbook.Enabled).Select(playbook => playbook.Trigger).ToArray());
    }

    public static Catalog Empty { get; } = new([]);

    /// <summary>By id.</summary>
    public IReadOnlyList<Playbook> Playbooks { get; }

    /// <summary>What the scheduler has to let through: the triggers of the enabled playbooks.</summary>
    public TypeIndex Index { get; }

    public Playbook? Find(PlaybookId id) => _byId.GetValueOrDefault(id);

    /// <summary>Every playbook that may answer the event, each once; what is left out is ruled out by type, keywords or a value of the condition.</summary>
    public IReadOnlyList<Playbook> Candidates(EventScope scope)
    {
        var found = new List<Playbook>();
        foreach (var bucket in Buckets(scope.Recorded.Event.Type))
            bucket.Find(scope, found);
        foreach (var playbook in _keywords.Find(scope))
            if (playbook.Trigger.FitsType(scope.Recorded.Event.Type))
                found.Add(playbook);
        return found;
    }

    /// <summary>The playbooks that ask for this type, each once; those with keywords are left out.</summary>
    public IEnumerable<Playbook> AskingFor(string type) => Buckets(type).SelectMany(bucket => bucket.All);

    /// <summary>How many <see cref="AskingFor"/> gives.</summary>
    internal int CountOf(string type)
    {
        var count = 0;
        foreach (var bucket in Buckets(type))
            count += bucket.All.Count;
        return count;
    }

    private IEnumerable<EqualityIndex> Buckets(string type)
    {
        if (_exact.TryGetValue(type, out var exact))
            yield return exact;
        if (_prefixes.Count > 0)
            for (var dot = type.LastIndexOf('.'); dot > 0; dot = type.LastIndexOf('.', dot - 1))
                if (_prefixes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(type.AsSpan(0, dot + 1), out var prefixed))
                    yield return prefixed;
        if (_anywhere.All.Count > 0)
            yield return _anywhere;
    }

    private static Dictionary<string, EqualityIndex> ByPattern(IEnumerable<Playbook> playbooks, Func<string, string?> key) =>
        playbooks
            .SelectMany(playbook => Widest(playbook.Trigger.Types).Select(key).OfType<string>().Select(each => (Key: each, playbook)))
            .GroupBy(each => each.Key, each => each.playbook)
            .ToDictionary(group => group.Key, group => new EqualityIndex([.. group]), StringComparer.Ordinal);

    // A type that a prefix of the same playbook covers is left out: a playbook is found once.
    private static IEnumerable<string> Widest(IReadOnlyList<string> patterns) =>
        patterns
            .Distinct()
            .Where(pattern => !patterns.Any(other => other != pattern && TypePattern.IsPrefix(other) && TypePattern.Fits(other, pattern)));

    private static TypeIndex IndexOf(IReadOnlyList<Trigger> triggers)
    {
        var patterns = triggers.SelectMany(trigger => trigger.Types).Distinct().ToArray();
        return new TypeIndex(
            patterns.Where(pattern => !TypePattern.IsPrefix(pattern)).ToHashSet(),
            [.. patterns.Where(TypePattern.IsPrefix).Select(TypePattern.Prefix)]
        )
        {
            IsEverything = triggers.Any(trigger => trigger.Types.Count == 0),
        };
    }
}
