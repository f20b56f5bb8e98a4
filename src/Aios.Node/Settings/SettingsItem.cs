using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>One item of a list of settings: an object, or a text that stands for its most important member.</summary>
internal sealed class SettingsItem(string path, HoconNode node, FaultList faults)
{
    private readonly HashSet<string> _members = [];
    private readonly HashSet<string> _faulty = [];
    private bool _isFaulty;

    /// <summary>A member that must be there, or the item itself when it is a text.</summary>
    public string Text(string name)
    {
        _members.Add(name);
        if (node is HoconScalar { IsNull: false } text)
            return text.Text;
        if (Find(name) is not { } found)
            return Missing(name);
        if (ScalarKinds.Text.TryRead(found, out var value))
            return value;
        Refuse(name, found, ScalarKinds.Text.Allowed);
        return "";
    }

    public T? Optional<T>(string name, ScalarKind<T> kind)
        where T : struct
    {
        if (Find(name) is not { } found)
            return null;
        if (kind.TryRead(found, out var value))
            return value;
        Refuse(name, found, kind.Allowed);
        return null;
    }

    public string? OptionalText(string name)
    {
        if (Find(name) is not { } found)
            return null;
        if (ScalarKinds.Text.TryRead(found, out var value))
            return value;
        Refuse(name, found, ScalarKinds.Text.Allowed);
        return null;
    }

    public IReadOnlyList<string> OptionalTexts(string name) => Find(name) is null ? [] : Texts(name);

    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } found)
        {
            if (node is HoconObject)
                Missing(name);
            return [];
        }
        if (found is HoconArray list && list.Items.All(item => item is HoconScalar { IsNull: false }))
            return [.. list.Items.Select(item => ((HoconScalar)item).Text)];
        Refuse(name, found, "a list of texts");
        return [];
    }

    /// <summary>After all members were asked for: null when one is faulty, unknown, or refused by the record itself.</summary>
    public T? Done<T>(T record, IEnumerable<Fault> found)
        where T : class
    {
        if (node is HoconObject parent)
        {
            foreach (var name in parent.Members.Keys.Where(name => !_members.Contains(name)))
                Add(parent.KeyOrigin(name), $"{path}.{Shown.Clean(name)} is not known; it has {string.Join(", ", _members)}");
        }
        else if (node is not HoconScalar { IsNull: false })
        {
            Add(node.Origin, $"{path} ({ScalarKinds.Found(node)}) must be an object or a text");
            return null;
        }
        // A member that could not even be read is not told twice.
        foreach (var fault in found.Where(fault => !_faulty.Contains(fault.Member)))
            Add(OriginOf(fault.Member), fault.ToString());
        return _isFaulty ? null : record;
    }

    /// <summary>How the item's members are named in faults.</summary>
    public string Path => path;

    private HoconOrigin OriginOf(string member) =>
        node is HoconObject parent && parent.Members.TryGetValue(member[(path.Length + 1)..], out var found) ? found.Origin : node.Origin;

    private HoconNode? Find(string name)
    {
        _members.Add(name);
        return node is HoconObject parent ? parent.Members.GetValueOrDefault(name) : null;
    }

    private string Missing(string name)
    {
        _faulty.Add($"{path}.{name}");
        if (node is HoconObject)
            Add(node.Origin, $"{path}.{name} is not set");
        return "";
    }

    private void Refuse(string name, HoconNode found, string allowed)
    {
        _faulty.Add($"{path}.{name}");
        Add(found.Origin, $"{path}.{name} ({ScalarKinds.Found(found)}) must be {allowed}");
    }

    private void Add(HoconOrigin at, string text)
    {
        _isFaulty = true;
        faults.Add(at, text);
    }
}
