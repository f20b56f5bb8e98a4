using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>
/// Typed look-ups in the composed tree. It knows afterwards which keys were asked for, and collects a fault instead of stopping; what cannot be
/// read has the fallback's value, so that the rest can still be checked.
/// </summary>
internal sealed class SettingsReader(HoconObject root, FaultList faults)
{
    private readonly Dictionary<string, (HoconNode? Node, string Allowed)> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faulty = [];

    /// <summary>Every key that was asked for, in that order.</summary>
    public IReadOnlyCollection<string> Keys => _read.Keys;

    /// <summary>What was found and what is allowed, by key.</summary>
    public IReadOnlyDictionary<string, (HoconNode? Node, string Allowed)> Found => _read;

    public T Read<T>(string key, ScalarKind<T> kind, T fallback)
    {
        if (Find(key, kind.Allowed) is not { } node)
            return fallback;
        if (kind.TryRead(node, out var value))
            return value;
        Refuse(key, node, kind.Allowed);
        return fallback;
    }

    public TimeSpan Duration(string key, TimeSpan fallback) => Read(key, ScalarKinds.Duration, fallback);

    public double Number(string key, double fallback) => Read(key, ScalarKinds.Number, fallback);

    public int Integer(string key, int fallback) => Read(key, ScalarKinds.Integer, fallback);

    public IReadOnlyList<string> Texts(string key)
    {
        const string Allowed = "a list of texts such as [nginx, redis]";
        if (Find(key, Allowed) is not { } node)
            return [];
        if (node is HoconArray list && list.Items.All(item => item is HoconScalar { IsNull: false }))
            return [.. list.Items.Select(item => ((HoconScalar)item).Text)];
        Refuse(key, node, Allowed);
        return [];
    }

    /// <summary>A list whose items have members of their own; a faulty item is left out.</summary>
    /// <param name="read">Null when the item is faulty.</param>
    public IReadOnlyList<T> Items<T>(string key, string allowed, Func<SettingsItem, T?> read)
        where T : class
    {
        if (Find(key, allowed) is not { } node)
            return [];
        if (node is HoconArray list)
            return [.. list.Items.Select((item, at) => read(new SettingsItem($"{key}[{at}]", item, faults))).OfType<T>()];
        Refuse(key, node, allowed);
        return [];
    }

    /// <summary>Takes over what a record says about its own values. A key that could not even be read is not told twice.</summary>
    public void Check(IEnumerable<Fault> found)
    {
        foreach (var fault in found)
            if (!_faulty.Contains(fault.Member))
                faults.Add(OriginOf(fault), fault.ToString());
    }

    /// <summary>Where the faulty value stands: the item of a list, the key's value, or the object that holds the key.</summary>
    private Origin OriginOf(Fault fault)
    {
        var node = root.Find(fault.Member);
        var item = (node as HoconArray)?.Items.FirstOrDefault(each => each is HoconScalar text && text.Text == fault.Value);
        return Place.Of((item ?? node ?? root).Origin);
    }

    private HoconNode? Find(string key, string allowed)
    {
        var node = root.Find(key);
        _read[key] = (node, allowed);
        if (node is null)
            Missing(key, allowed);
        return node;
    }

    // Every key has a value in the module. One that has none was hidden: a text or a list stands where an object belongs.
    private void Missing(string key, string allowed)
    {
        for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
        {
            if (root.Find(key[..dot]) is not { } above)
                continue;
            if (above is HoconObject)
                break;
            if (_faulty.Add(key[..dot]))
                Refuse(key[..dot], above, "an object, because it holds further keys");
            _faulty.Add(key);
            return;
        }
        _faulty.Add(key);
        faults.Add(Place.Of(root.Origin), $"{key} is not set; it must be {allowed}");
    }

    private void Refuse(string key, HoconNode found, string allowed)
    {
        _faulty.Add(key);
        faults.Add(found.Origin, $"{key} ({ScalarKinds.Found(found)}) must be {allowed}");
    }
}
