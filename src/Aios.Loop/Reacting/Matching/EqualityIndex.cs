using Aios.Loop.Conditions;

namespace Aios.Loop.Reacting.Matching;

/// <summary>
/// The playbooks of one type, prefix or keyword, told apart by a value that their condition demands. An event reads each path once and finds
/// those that demand what stands there; those that demand no value are in the rest and are all looked at.
/// </summary>
internal sealed class EqualityIndex
{
    private readonly Playbook[] _rest;
    private readonly (ConditionPath Path, Dictionary<EqualKey, Playbook[]> Found)[] _paths;

    public EqualityIndex(IReadOnlyList<Playbook> playbooks)
    {
        All = playbooks;
        var frequency = playbooks.SelectMany(EqualitiesOf).CountBy(equality => equality).ToDictionary();
        var rarest = playbooks
            .Select(playbook => (Playbook: playbook, By: EqualitiesOf(playbook).MinBy(equality => frequency[equality])))
            .ToArray();
        _rest = [.. rarest.Where(each => each.By is null).Select(each => each.Playbook)];
        _paths =
        [
            .. rarest
                .Where(each => each.By is not null)
                .GroupBy(each => each.By!.Path)
                .Select(path =>
                    (
                        path.Key,
                        path.GroupBy(each => each.By!.Value, each => each.Playbook).ToDictionary(each => each.Key, each => each.ToArray())
                    )
                ),
        ];
    }

    public IReadOnlyList<Playbook> All { get; }

    /// <summary>Adds all that may fit; what is left out does not.</summary>
    public void Find(EventScope scope, List<Playbook> found)
    {
        foreach (var (path, byValue) in _paths)
            if (path.Read(scope) is { } value && byValue.TryGetValue(value, out var playbooks))
                found.AddRange(playbooks);
        found.AddRange(_rest);
    }

    private static IReadOnlyList<Equality> EqualitiesOf(Playbook playbook) => playbook.Trigger.When?.Equalities ?? [];
}
