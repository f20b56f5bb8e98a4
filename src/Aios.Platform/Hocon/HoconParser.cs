namespace Aios.Platform.Hocon;

/// <summary>
/// Reads one text into an unresolved tree. Grammar: the HOCON specification of lightbend/config, without <c>include</c> and <c>url()</c>,
/// with an object as root. Bounded: 4 MiB of characters, 64 levels.
/// </summary>
internal sealed class HoconParser(string text, string file)
{
    public const int MaxDepth = 64;
    public const int MaxLength = 4 * 1024 * 1024;

    private readonly HoconScanner _scanner = new(text, new HoconOrigin(file, 1, 1));

    public HoconObject ParseRoot()
    {
        if (text.Length > MaxLength)
            throw _scanner.Fail($"the text has {text.Length} characters; at most {MaxLength} are allowed");
        _scanner.SkipLines();
        var root = new HoconObject(_scanner.Origin);
        if (_scanner.Current == '[')
            throw _scanner.Fail("found a list; the outermost value must be an object");
        var braces = _scanner.Take('{');
        ReadMembers(root, 0, braces);
        _scanner.SkipLines();
        return _scanner.AtEnd
            ? root
            : throw _scanner.Fail($"found {_scanner.Found} after the end of the outermost object; nothing may follow it");
    }

    private void ReadMembers(HoconObject target, int depth, bool braces)
    {
        while (true)
        {
            _scanner.SkipLines();
            if (braces && _scanner.Take('}'))
                return;
            if (_scanner.AtEnd && !braces)
                return;
            if (_scanner.AtEnd)
                throw new HoconException("the '{' opened here is not closed; close it with '}'", target.Origin);
            ReadMember(target, depth);
            var ended = _scanner.SkipLines() | _scanner.Take(',');
            if (!ended && !_scanner.AtEnd && !(braces && _scanner.Current == '}'))
                throw _scanner.Fail(
                    $"found {_scanner.Found} after a value; allowed are ',', the end of the line{(braces ? " or '}'" : "")}"
                );
        }
    }

    private void ReadMember(HoconObject target, int depth)
    {
        var at = _scanner.Origin;
        if (!_scanner.IsUnquoted && _scanner.Current != '"')
            throw _scanner.Fail($"found {_scanner.Found} where a key is expected; a key is a name, or any text in quotes");
        RefuseInclude();
        var path = HoconPath.Read(_scanner, at);
        if (depth + path.Count > MaxDepth)
            throw new HoconException($"more than {MaxDepth} levels; at most {MaxDepth} are allowed", at);
        var named = _scanner.Origin;
        var ended = _scanner.SkipLines();
        var adds = _scanner.Current == '+' && _scanner.Ahead(1) == '=';
        if (adds)
            _scanner.Advance(2);
        else if (!_scanner.Take('=') && !_scanner.Take(':') && _scanner.Current != '{')
        {
            var found = ended ? "the end of the line" : _scanner.Found;
            throw new HoconException($"found {found} after the key '{string.Join('.', path)}'; allowed are '=', ':', '+=' or '{{'", named);
        }
        _scanner.SkipLines();
        var value = ReadValue(depth + path.Count);
        for (var index = 0; index < path.Count - 1; index++)
            target = Child(target, path[index], at);
        if (adds)
            Add(target, path[^1], value, at);
        else
            target.Put(path[^1], value, at);
    }

    private static void Add(HoconObject target, string name, HoconNode value, HoconOrigin at)
    {
        var existing = target.Members.GetValueOrDefault(name);
        if (existing is HoconLayers layers)
            existing = layers.Top;
        if (existing is HoconArray list)
            list.Append([value]);
        else if (existing is HoconAddition addition)
            addition.Append(value);
        else
            target.Put(name, new HoconAddition([value], at), at);
    }

    private static HoconObject Child(HoconObject parent, string name, HoconOrigin at)
    {
        var existing = parent.Members.GetValueOrDefault(name);
        if (existing is HoconLayers layers)
            existing = layers.Top;
        if (existing is HoconObject child)
            return child;
        var made = new HoconObject(at);
        parent.Put(name, made, at);
        return made;
    }

    private HoconNode ReadValue(int depth)
    {
        var at = _scanner.Origin;
        var pieces = new List<HoconPiece>();
        while (true)
        {
            var blanks = _scanner.SkipBlanks();
            if (ReadPiece(depth) is not { } piece)
                break;
            pieces.Add(new HoconPiece(pieces.Count == 0 ? "" : blanks, piece));
        }
        if (pieces.Count == 0)
            throw _scanner.Fail($"found {_scanner.Found} where a value is expected{Quoting()}");
        if (!_scanner.AtEnd && !_scanner.AtComment && _scanner.Current is not ('\n' or ',' or '}' or ']'))
            throw _scanner.Fail($"found {_scanner.Found} inside an unquoted value{Quoting()}");
        if (pieces.Count == 1)
            return pieces[0].Node!;
        if (pieces.TrueForAll(piece => piece.Node is HoconObject))
            return Absorbed(pieces);
        if (pieces.Exists(piece => piece.Node is HoconDeferred))
            return new HoconConcatenation(pieces, at);
        return HoconJoin.Join(pieces, at)!;
    }

    private static HoconObject Absorbed(List<HoconPiece> objects)
    {
        var merged = (HoconObject)objects[0].Node!;
        foreach (var piece in objects.Skip(1))
            merged.Absorb((HoconObject)piece.Node!);
        return merged;
    }

    private HoconNode? ReadPiece(int depth)
    {
        var at = _scanner.Origin;
        switch (_scanner.Current)
        {
            case '"':
                return new HoconScalar(_scanner.ReadQuoted(), true, at);
            case '{':
                _scanner.Advance();
                var members = new HoconObject(at);
                ReadMembers(members, depth, braces: true);
                return members;
            case '[':
                if (depth >= MaxDepth)
                    throw _scanner.Fail($"more than {MaxDepth} levels; at most {MaxDepth} are allowed");
                return ReadArray(depth + 1);
            case '$' when _scanner.Ahead(1) == '{':
                return ReadSubstitution(at);
            default:
                if (!_scanner.IsUnquoted)
                    return null;
                if (_scanner.Starts("url("))
                    throw _scanner.Fail(
                        "'url(' is not allowed: a configuration is never fetched; put the text in quotes if it is meant literally"
                    );
                return new HoconScalar(_scanner.ReadUnquoted(), false, at);
        }
    }

    private HoconArray ReadArray(int depth)
    {
        var at = _scanner.Origin;
        var items = new List<HoconNode>();
        _scanner.Advance();
        while (true)
        {
            _scanner.SkipLines();
            if (_scanner.Take(']'))
                return new HoconArray(items, at);
            if (_scanner.AtEnd)
                throw new HoconException("the '[' opened here is not closed; close it with ']'", at);
            items.Add(ReadValue(depth));
            var ended = _scanner.SkipLines() | _scanner.Take(',');
            if (!ended && !_scanner.AtEnd && _scanner.Current != ']')
                throw _scanner.Fail($"found {_scanner.Found} after an item; allowed are ',', the end of the line or ']'");
        }
    }

    private HoconSubstitution ReadSubstitution(HoconOrigin at)
    {
        _scanner.Advance(2);
        var optional = _scanner.Take('?');
        var path = HoconPath.Read(_scanner, at);
        return _scanner.Take('}')
            ? new HoconSubstitution(path, optional, at)
            : throw _scanner.Fail(
                $"found {_scanner.Found} in the substitution opened at line {at.Line}, column {at.Column}; close it with '}}'"
            );
    }

    private void RefuseInclude()
    {
        const string Word = "include";
        if (!_scanner.Starts(Word))
            return;
        var offset = Word.Length;
        while (_scanner.Ahead(offset) is ' ' or '\t')
            offset++;
        var asked = _scanner.Ahead(offset) == '"';
        foreach (var kind in (string[])["url(", "file(", "classpath(", "required("])
            asked |= offset > Word.Length && kind.Select((letter, index) => _scanner.Ahead(offset + index) == letter).All(same => same);
        if (asked)
            throw _scanner.Fail("'include' is not allowed: every file is named by the composition; write the members here");
    }

    private string Quoting() =>
        _scanner.AtEnd || _scanner.Current is '\n' or ',' or '}' or ']' ? "" : "; put the text in quotes, such as \"*\"";
}
