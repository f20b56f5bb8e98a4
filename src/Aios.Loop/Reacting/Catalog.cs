using Aios.Loop.Scheduling;

namespace Aios.Loop.Reacting;

/// <summary>The playbooks that are loaded, found by event type. The cost of a look-up does not grow with their number.</summary>
public sealed class Catalog
{
    private readonly Dictionary<string, Playbook[]> _exact;
    private readonly Dictionary<string, Playbook[]> _prefixes;

    public Catalog(IEnumerable<Playbook> playbooks)
    {
        Playbooks = [.. playbooks.OrderBy(playbook => playbook.Id.Value, StringComparer.Ordinal)];
        _exact = Bucket(Playbooks.Where(playbook => !playbook.Trigger.IsPrefix), playbook => playbook.Trigger.Type);
        _prefixes = Bucket(Playbooks.Where(playbook => playbook.Trigger.IsPrefix), playbook => playbook.Trigger.Prefix);
        Index = new TypeIndex(
            Playbooks
                .Where(playbook => playbook is { Enabled: true, Trigger.IsPrefix: false })
                .Select(playbook => playbook.Trigger.Type)
                .ToHashSet(),
            [
                .. Playbooks
                    .Where(playbook => playbook is { Enabled: true, Trigger.IsPrefix: true })
                    .Select(playbook => playbook.Trigger.Prefix)
                    .Distinct(),
            ]
        );
    }

    public static Catalog Empty { get; } = new([]);

    public IReadOnlyList<Playbook> Playbooks { get; }

    /// <summary>What the scheduler has to let through: the triggers of the enabled playbooks.</summary>
    public TypeIndex Index { get; }

    /// <summary>Every playbook whose trigger names this type, the exact ones first.</summary>
    public IEnumerable<Playbook> Candidates(string type)
    {
        if (_exact.TryGetValue(type, out var exact))
            foreach (var playbook in exact)
                yield return playbook;
        if (_prefixes.Count == 0)
            yield break;
        for (var dot = type.LastIndexOf('.'); dot > 0; dot = type.LastIndexOf('.', dot - 1))
            if (_prefixes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(type.AsSpan(0, dot + 1), out var prefixed))
                foreach (var playbook in prefixed)
                    yield return playbook;
    }

    private static Dictionary<string, Playbook[]> Bucket(IEnumerable<Playbook> playbooks, Func<Playbook, string> key) =>
        playbooks.GroupBy(key).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
}
