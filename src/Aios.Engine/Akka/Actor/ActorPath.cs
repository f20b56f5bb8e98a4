using System.Buffers;

namespace Akka.Actor;

/// <summary>Where an actor stands in the tree, such as <c>akka://system/user/a/b</c>.</summary>
public sealed class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*$+:@&=,!~';()"
    );
    private readonly string _root;
    private string? _text;

    internal ActorPath(string system)
    {
        _root = $"akka://{system}";
        Name = "";
        Parent = this;
    }

    internal ActorPath(ActorPath parent, string name, long uid = 0)
    {
        _root = parent._root;
        Name = name;
        Parent = parent;
        Uid = uid;
    }

    /// <summary>The last element; empty for the root.</summary>
    public string Name { get; }

    /// <summary>The path above; the root is its own parent.</summary>
    public ActorPath Parent { get; }

    /// <summary>Tells one life under a name from the next.</summary>
    public long Uid { get; }

    public ActorPath Root => ReferenceEquals(Parent, this) ? this : Parent.Root;

    /// <summary>The names from the root downwards.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var names = new List<string>();
            for (var path = this; !ReferenceEquals(path, path.Parent); path = path.Parent)
                names.Add(path.Name);
            names.Reverse();
            return names;
        }
    }

    public static ActorPath operator /(ActorPath path, string name) => new(path, name);

    /// <summary>A name has letters, digits and <c>-_.*$+:@&amp;=,!~';()</c>, and does not begin with <c>$</c>.</summary>
    public static bool IsValidPathElement(string name) =>
        !string.IsNullOrEmpty(name) && name[0] != '$' && !name.AsSpan().ContainsAnyExcept(Allowed);

    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);

    /// <summary>Equal when system and names are equal; the life (<see cref="Uid"/>) does not count.</summary>
    public bool Equals(ActorPath? other) =>
        other is not null && (ReferenceEquals(this, other) || (Name == other.Name && ToString() == other.ToString()));

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public int CompareTo(ActorPath? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() => _text ??= _root + ToStringWithoutAddress();
}
