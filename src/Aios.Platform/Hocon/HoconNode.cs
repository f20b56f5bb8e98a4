namespace Aios.Platform.Hocon;

/// <summary>One value of a HOCON text and the place where it was written.</summary>
public abstract class HoconNode
{
    private protected HoconNode(HoconOrigin origin) => Origin = origin;

    public HoconOrigin Origin { get; }

    /// <summary>What this is, in words for an error text: <c>an object</c>, <c>a list</c>, <c>a text</c>, <c>null</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>A number, boolean, null or text exactly as written; <see cref="HoconUnits"/> turns it into values.</summary>
public sealed class HoconScalar(string text, bool quoted, HoconOrigin origin) : HoconNode(origin)
{
    public string Text { get; } = text;

    /// <summary>True when any part of the text stood in quotes: such a value is never null, a number or a boolean by itself.</summary>
    public bool Quoted { get; } = quoted;

    public bool IsNull => !Quoted && Text == "null";

    public override string Kind => IsNull ? "null" : "a text";

    public override string ToString() => Text;
}

/// <summary>A list of values in the order written.</summary>
public sealed class HoconArray : HoconNode
{
    private readonly List<HoconNode> _items;

    internal HoconArray(List<HoconNode> items, HoconOrigin origin)
        : base(origin) => _items = items;

    public IReadOnlyList<HoconNode> Items => _items;

    public override string Kind => "a list";

    internal void Append(IEnumerable<HoconNode> items) => _items.AddRange(items);
}
