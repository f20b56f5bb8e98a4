namespace Aios.Platform.Hocon;

/// <summary>
/// Replaces substitutions in a composed tree. A value is first brought into shape (text, list or object, its members still open), then its
/// members are resolved; so a path may lead through an object whose other members are still being worked on.
/// </summary>
internal sealed class HoconResolver(HoconObject root, Func<string, string?>? environment)
{
    /// <summary>Bounds what substitutions can unfold: nodes, merged members and joined characters together.</summary>
    public const long MaxWork = 4 * 1024 * 1024;

    /// <summary>Bounds how many values may wait for one another.</summary>
    public const int MaxChain = 200;

    private readonly Dictionary<HoconNode, HoconNode?> _shapes = [];
    private readonly Dictionary<HoconNode, (HoconNode Node, long Size)> _resolved = [];
    private readonly HashSet<HoconNode> _resolving = [];
    private readonly Dictionary<HoconNode, (int Layer, int Jumps)> _shaping = [];
    private readonly Stack<HoconSubstitution> _jumps = [];
    private (HoconLayers Layers, int Layer)? _enclosing;
    private long _work;
    private int _chain;

    public HoconObject Resolve() => (HoconObject)Resolve(root)!.Value.Node;

    private (HoconNode Node, long Size)? Resolve(HoconNode node)
    {
        if (Shape(node) is not { } shape)
            return null;
        if (shape is HoconScalar)
            return (shape, 1);
        if (_resolved.TryGetValue(shape, out var known))
            return known;
        if (!_resolving.Add(shape))
            throw new HoconException("the value contains itself; a substitution inside it leads back to it", node.Origin);
        Enter(node);
        var made = shape is HoconObject parent ? Members(parent) : Items((HoconArray)shape);
        Leave();
        _resolving.Remove(shape);
        Bound(made.Size, node);
        return _resolved[shape] = made;
    }

    private (HoconNode Node, long Size) Members(HoconObject parent)
    {
        var made = new HoconObject(parent.Origin);
        var size = 1L;
        foreach (var (name, member) in parent.Members)
        {
            if (Resolve(member) is not { } value)
                continue;
            made.Set(name, value.Node, parent.KeyOrigin(name));
            size += value.Size;
        }
        return (made, size);
    }

    private (HoconNode Node, long Size) Items(HoconArray list)
    {
        var items = new List<HoconNode>(list.Items.Count);
        var size = 1L;
        foreach (var item in list.Items)
        {
            if (Resolve(item) is not { } value)
                continue;
            items.Add(value.Node);
            size += value.Size;
        }
        return (new HoconArray(items, list.Origin), size);
    }

    /// <summary>The value with substitutions at its top replaced; null when it has none (an optional substitution without target).</summary>
    private HoconNode? Shape(HoconNode node)
    {
        if (node is not HoconDeferred)
            return node;
        if (_shapes.TryGetValue(node, out var known))
            return known;
        Enter(node);
        _shaping[node] = (node is HoconLayers all ? all.Count : 0, _jumps.Count);
        var shape = node switch
        {
            HoconSubstitution substitution => Follow(substitution),
            HoconConcatenation parts => Join(parts),
            HoconAddition addition => Add(addition),
            _ => Merge((HoconLayers)node, ((HoconLayers)node).Count),
        };
        _shaping.Remove(node);
        Leave();
        if (node is not HoconAddition)
            _shapes[node] = shape;
        return shape;
    }

    /// <summary>The lowest <paramref name="count"/> layers merged; a layer hidden by a text or list above it is not looked at.</summary>
    private HoconNode? Merge(HoconLayers layers, int count)
    {
        if (count == 0)
            return null;
        var (outer, position) = (_enclosing, _shaping[layers]);
        _enclosing = (layers, count - 1);
        _shaping[layers] = (count - 1, _jumps.Count);
        Enter(layers);
        var over = Shape(layers[count - 1]);
        if (over is null or HoconObject)
        {
            var under = Merge(layers, count - 1);
            over = over is HoconObject top && under is HoconObject bottom ? Merged(bottom, top) : over ?? under;
        }
        Leave();
        (_enclosing, _shaping[layers]) = (outer, position);
        return over;
    }

    private HoconObject Merged(HoconObject under, HoconObject over)
    {
        Spend(under.Members.Count + over.Members.Count, over);
        return under.With(over);
    }

    private HoconNode? Join(HoconConcatenation parts)
    {
        var shaped = new List<HoconPiece>(parts.Pieces.Count);
        foreach (var piece in parts.Pieces)
        {
            var shape = Shape(piece.Node!);
            shaped.Add(piece with { Node = shape });
            Spend(
                shape is HoconScalar text
                    ? text.Text.Length
                    : ((shape as HoconArray)?.Items.Count ?? (shape as HoconObject)?.Members.Count ?? 0),
                parts
            );
        }
        return HoconJoin.Join(shaped, parts.Origin);
    }

    private HoconArray Add(HoconAddition addition)
    {
        var earlier = _enclosing is var (layers, layer) ? Merge(layers, layer) : null;
        if (earlier is null or HoconScalar { IsNull: true })
            return new HoconArray([.. addition.Items], addition.Origin);
        if (earlier is not HoconArray list)
            throw new HoconException($"'+=' adds to a list, but the key has {earlier.Kind} from {earlier.Origin}", addition.Origin);
        Spend(list.Items.Count + addition.Items.Count, addition);
        return new HoconArray([.. list.Items, .. addition.Items], addition.Origin);
    }

    private HoconNode? Follow(HoconSubstitution substitution)
    {
        var outer = _enclosing;
        HoconNode? target = root;
        foreach (var part in substitution.Path)
            target = (target as HoconObject)?.Members.GetValueOrDefault(part) is { } member ? Jump(substitution, member) : null;
        _enclosing = outer;
        if (target is not null)
            return target;
        var path = string.Join('.', substitution.Path);
        if (environment?.Invoke(path) is { } value)
            return new HoconScalar(value, false, substitution.Origin);
        return substitution.Optional
            ? null
            : throw new HoconException(
                $"{substitution} has no value; give '{path}' a value or write ${{?{path}}} if it may be absent",
                substitution.Origin
            );
    }

    private HoconNode? Jump(HoconSubstitution from, HoconNode target)
    {
        if (_shaping.TryGetValue(target, out var at))
        {
            if (at.Jumps == _jumps.Count)
                return target is HoconLayers layers ? Merge(layers, at.Layer) : null;
            var path = string.Join(" → ", _jumps.Reverse().Skip(at.Jumps).Append(from));
            throw new HoconException($"the substitutions lead in a circle: {path}", from.Origin);
        }
        _jumps.Push(from);
        _enclosing = null;
        var shape = Shape(target);
        _jumps.Pop();
        return shape;
    }

    private void Enter(HoconNode node)
    {
        if (++_chain > MaxChain)
            throw new HoconException($"more than {MaxChain} values wait for one another; at most {MaxChain} are allowed", node.Origin);
    }

    private void Leave() => _chain--;

    private void Spend(long work, HoconNode node) => Bound(_work += work + 1, node);

    private static void Bound(long amount, HoconNode node)
    {
        if (amount > MaxWork)
            throw new HoconException($"the substitutions unfold to more than {MaxWork} values and characters", node.Origin);
    }
}
