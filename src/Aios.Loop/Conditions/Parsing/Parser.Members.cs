using System.Globalization;
using Aios.Loop.Conditions.Nodes;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Parsing;

/// <summary>Literals, names, and what can follow them: fields, indexes, methods.</summary>
internal sealed partial class Parser
{
    private static readonly string[] Reserved =
    [
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
    ];

    private readonly List<string> _locals = [];

    /// <summary>How many macro variables are alive at once, at most.</summary>
    public int MaxLocals { get; private set; }

    private Node? ParseMember()
    {
        var start = Current.Start;
        var node = ParsePrimary();
        while (node is not null)
        {
            if (Current.Is("."))
                node = ParseSelect(node, start);
            else if (Current.Is("["))
                node = ParseIndex(node, start);
            else
                break;
        }

        return node;
    }

    private Node? ParseSelect(Node target, int start)
    {
        _at++;
        if (Current.Kind != TokenKind.Name || Current.Text is "true" or "false" or "null" or "in")
            return Expected(Current.Kind == TokenKind.Name ? $"a field; this one is read with ['{Current.Text}']" : "the name of a field");
        var name = Current;
        _at++;
        if (Current.Is("("))
            return ParseMethod(target, name, start);
        if (target.Kind is { } kind and not ValueKind.Map)
            faults.Add(name.Start, $"{KindSet.Name(kind)} has no fields, only map has; found .{name.Text}");
        return Made(new SelectNode(target, name.Text, text[start..name.End], _locals.Count > 0), start);
    }

    private Node? ParseIndex(Node target, int start)
    {
        var at = Current.Start;
        _at++;
        if (ParseExpression() is not { } index || !Skip("]"))
            return null;
        if (target.Kind is { } kind and not (ValueKind.Map or ValueKind.List))
            faults.Add(at, $"{KindSet.Name(kind)} has no index, only map and list do");
        else if (
            index.Kind is { } by
            && by != ValueKind.String
            && (by is not (ValueKind.Int or ValueKind.Double) || target.Kind == ValueKind.Map)
        )
            faults.Add(Start(index), $"an index is a string (of a map) or an int (of a list), found {KindSet.Name(by)}");
        return Made(new IndexNode(target, index, text[start..tokens[_at - 1].End]), start);
    }

    private Node? ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.String:
                return Literal(Value.Of(token.Text), token.Start);
            case TokenKind.Int or TokenKind.Double:
                return ParseNumber(isNegative: false);
            case TokenKind.Name:
                return ParseName();
        }

        return token.Text switch
        {
            "(" => ParseBrackets(),
            "[" => ParseList(),
            "{" => ParseMap(),
            "-" => ParseNumber(isNegative: true),
            _ => Expected("a value: a name, a literal, '(', '[', '{', '!' or '-'"),
        };
    }

    // The sign belongs to the literal: the smallest int has no positive counterpart.
    private Node? ParseNumber(bool isNegative)
    {
        var start = Current.Start;
        _at += isNegative ? 1 : 0;
        var token = Current;
        if (token.Kind == TokenKind.Double)
        {
            var number = double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return Literal(Value.Of(isNegative ? -number : number), start);
        }

        var isHex = token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var isRead = isHex
            ? ulong.TryParse(token.Text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            : ulong.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out size);
        if (isRead && size <= (ulong)long.MaxValue + (isNegative ? 1UL : 0))
            return Literal(Value.Of(isNegative ? unchecked(-(long)size) : (long)size), start);
        faults.Add(start, $"{token.Text} does not fit an int of 64 bits");
        return Literal(Value.Of(0), start);
    }

    private Node? ParseName()
    {
        var name = Current;
        _at++;
        if (Current.Is("("))
            return ParseFunction(name);
        if (Current.Is("{"))
            return Faulty(
                name.Start,
                $"'{name.Text}{{' would make a message, which is not part of the language; a map is written {{'key': value}}"
            );
        var slot = _locals.LastIndexOf(name.Text);
        if (slot >= 0)
            return Made(new LocalNode(slot), name.Start);
        if (environment.TryVariable(name.Text, out var kind))
            return Made(new VariableNode(name.Text, kind), name.Start);
        if (ConditionEnvironment.TryConstant(name.Text, out var constant))
            return Literal(Value.Of(constant), name.Start, isRead: true);
        return name.Text switch
        {
            "true" => Literal(Value.True, name.Start, isRead: true),
            "false" => Literal(Value.False, name.Start, isRead: true),
            "null" => Literal(Value.Null, name.Start, isRead: true),
            _ => UnknownName(name),
        };
    }

    private Node? UnknownName(Token name)
    {
        if (name.Text == "in" || Reserved.Contains(name.Text))
            return Faulty(name.Start, $"'{name.Text}' is a reserved word and no value");
        faults.Add(
            name.Start,
            $"unknown name '{name.Text}'; variables are {string.Join(", ", environment.Variables)}; constants are {ConditionEnvironment.ConstantNames}"
        );
        return Made(new UnknownNode(), name.Start);
    }

    private Node? ParseBrackets()
    {
        var start = Current.Start;
        _at++;
        if (ParseExpression() is not { } inner || !Skip(")"))
            return null;
        inner.Span = start..tokens[_at - 1].End;
        return inner;
    }

    private Node? Literal(Value value, int start, bool isRead = false)
    {
        _at += isRead ? 0 : 1;
        return Made(new ConstantNode(value), start);
    }

    private Node? Faulty(int at, string message)
    {
        faults.Add(at, message);
        return null;
    }
}
