using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>One object of a playbook file, read member by member; faults are gathered.</summary>
/// <param name="Path">Dotted path in the file, or for a step <c>playbook.steps.ID</c>.</param>
internal sealed record PlaybookSection(HoconObject Node, string Path, PlaybookFaults Faults)
{
    public HoconNode? Find(string name)
    {
        if (!Node.Members.TryGetValue(name, out var node))
            return null;
        Faults.Stands($"{Path}.{name}", node.Origin);
        return node;
    }

    public bool Has(string name) => Node.Members.ContainsKey(name);

    public T Read<T>(string name, ScalarKind<T> kind, T fallback)
    {
        if (Find(name) is not { } node)
            return fallback;
        if (kind.TryRead(node, out var value))
            return value;
        Refuse(name, node, kind.Allowed);
        return fallback;
    }

    public T Need<T>(string name, ScalarKind<T> kind, T fallback)
    {
        if (!Has(name))
            Missing(name, kind.Allowed);
        return Read(name, kind, fallback);
    }

    /// <summary>The object under a name; null when there is none, or when something else stands there (a fault).</summary>
    public PlaybookSection? Object(string name, string allowed)
    {
        if (Find(name) is not { } node)
            return null;
        if (node is HoconObject below)
            return this with { Node = below, Path = $"{Path}.{name}" };
        Refuse(name, node, allowed);
        return null;
    }

    /// <summary>The items under a name; empty when there is no such member, or when something else stands there (a fault).</summary>
    public IReadOnlyList<HoconNode> List(string name, string allowed)
    {
        if (Find(name) is not { } node)
            return [];
        if (node is HoconArray list)
            return list.Items;
        Refuse(name, node, allowed);
        return [];
    }

    public void Missing(string name, string allowed) => Faults.Add($"{Path}.{name}", Node.Origin, $"is missing; it must be {allowed}");

    public void Refuse(string name, HoconNode found, string allowed) => Faults.Refuse($"{Path}.{name}", found, allowed);

    /// <summary>Refuses members that nobody reads.</summary>
    /// <param name="later">Members that will have a meaning, which this version cannot carry out.</param>
    public void Allow(IReadOnlyCollection<string> known, params ReadOnlySpan<string> later)
    {
        foreach (var name in Node.Members.Keys.Except(known))
        {
            var hint = later.Contains(name) ? "" : NearestName.Hint(name, known);
            var what = later.Contains(name) ? "not supported yet" : $"not known{hint}";
            var allowed = $"{(hint.Length > 0 ? " Allowed" : "; allowed")} are {string.Join(", ", known)}";
            Faults.Add($"{Path}.{name}", Node.KeyOrigin(name), $"is {what}{allowed}");
        }
    }

    /// <summary>Is it this word, alone?</summary>
    public static bool IsWord(HoconNode? node, string word) => node is HoconScalar scalar && scalar.Text == word;
}
