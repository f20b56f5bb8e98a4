namespace Aios.Platform.Hocon;

/// <summary>Members by name, in the order first written.</summary>
public sealed class HoconObject : HoconNode
{
    private readonly OrderedDictionary<string, HoconNode> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HoconOrigin> _keys = new(StringComparer.Ordinal);

    internal HoconObject(HoconOrigin origin)
        : base(origin) { }

    public IReadOnlyDictionary<string, HoconNode> Members => _members;

    public override string Kind => "an object";

    /// <summary>Where the name of a member was last written; the origin of this object when there is no such member.</summary>
    public HoconOrigin KeyOrigin(string name) => _keys.GetValueOrDefault(name, Origin);

    /// <summary>The value at a path such as <c>aios.heartbeat."odd.name"</c>, or null when a part of it is absent or is no object.</summary>
    /// <exception cref="HoconException">The path itself cannot be read.</exception>
    public HoconNode? Find(string dottedPath)
    {
        HoconNode? node = this;
        foreach (var part in HoconPath.Parse(dottedPath, new HoconOrigin("path", 1, 1)))
        {
            if (node is not HoconObject parent || !parent._members.TryGetValue(part, out node))
                return null;
        }
        return node;
    }

    internal void Set(string name, HoconNode value, HoconOrigin key)
    {
        _members[name] = value;
        _keys[name] = key;
    }

    /// <summary>Adds a value written later than what is here. Changes this object and objects inside it in place: only for a tree being read.</summary>
    internal void Put(string name, HoconNode value, HoconOrigin key)
    {
        var earlier = _members.GetValueOrDefault(name);
        if (earlier is HoconObject under && value is HoconObject over)
        {
            under.Absorb(over);
            value = under;
        }
        else if (earlier is HoconLayers layers && (value is HoconDeferred or HoconObject))
        {
            layers.Put(value);
            value = layers;
        }
        else if (earlier is not null && HoconLayers.MustWait(value, earlier))
        {
            value = new HoconLayers([earlier, value]);
        }
        Set(name, value, key);
    }

    internal void Absorb(HoconObject over)
    {
        foreach (var (name, value) in over._members)
            Put(name, value, over.KeyOrigin(name));
    }

    /// <summary>A new object with this object's members under those of <paramref name="over"/>; neither is changed.</summary>
    internal HoconObject With(HoconObject over)
    {
        var merged = new HoconObject(over.Origin);
        foreach (var (name, value) in _members)
            merged.Set(name, value, _keys[name]);
        foreach (var (name, value) in over._members)
            merged.Set(name, merged._members.TryGetValue(name, out var under) ? HoconLayers.Over(value, under) : value, over._keys[name]);
        return merged;
    }
}
