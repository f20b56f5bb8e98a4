using Aios.Loop.Conditions.Nodes;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Parsing;

/// <summary>
/// Recursive descent over CEL's grammar. A fault of syntax ends the parsing (null travels up); a fault of meaning is
/// noted and parsing goes on, so that one round shows all of them.
/// </summary>
internal sealed partial class Parser(string text, List<Token> tokens, ConditionEnvironment environment, FaultList faults)
{
    /// <summary>Levels of brackets and operators. A whole chain of <c>&amp;&amp;</c> or <c>||</c> is one level.</summary>
    public const int MaxNesting = 40;

    private int _at;
    private int _nesting;

    private Token Current => tokens[_at];

    public Node? ParseAll()
    {
        if (ParseExpression() is not { } root)
            return null;
        if (Current.Kind != TokenKind.End)
            return Expected("an operator or the end");
        if (root.Kind is { } kind and not ValueKind.Bool)
            faults.Add(Start(root), $"a condition is bool, this is {KindSet.Name(kind)}");
        return root;
    }

    private Node? ParseExpression()
    {
        if (_nesting == MaxNesting)
            return TooDeep(Current.Start);
        _nesting++;
        var node = ParseChoice();
        _nesting--;
        return node;
    }

    private Node? ParseChoice()
    {
        if (ParseJunction("||") is not { } question)
            return null;
        if (!Current.Is("?"))
            return question;
        _at++;
        Need(question, ValueKind.Bool, "?: needs bool before the question mark");
        if (ParseJunction("||") is not { } yes || !Skip(":") || ParseExpression() is not { } no)
            return null;
        return Made(new ChoiceNode(question, yes, no), Start(question));
    }

    private Node? ParseJunction(string symbol)
    {
        var isAnd = symbol == "&&";
        if ((isAnd ? ParseBinary(0) : ParseJunction("&&")) is not { } first)
            return null;
        if (!Current.Is(symbol))
            return first;
        var operands = new List<Node> { first };
        while (Current.Is(symbol))
        {
            _at++;
            if ((isAnd ? ParseBinary(0) : ParseJunction("&&")) is not { } next)
                return null;
            operands.Add(next);
        }

        foreach (var operand in operands)
            Need(operand, ValueKind.Bool, $"{symbol} needs bool on both sides");
        return Made(new JunctionNode(isAnd, [.. operands]), Start(first));
    }

    private Node? ParseBinary(int level)
    {
        if (level == Precedence.Levels)
            return ParseUnary();
        var left = ParseBinary(level + 1);
        while (left is not null && Precedence.TryOperator(Current, level, out var op))
        {
            var at = Current.Start;
            _at++;
            if (ParseBinary(level + 1) is not { } right)
                return null;
            if (!Overloads.Allows(op, left.Kind, right.Kind, out var kind))
                faults.Add(at, Undefined(op, left.Kind, right.Kind));
            left = Made(BinaryNode.Of(op, left, right, kind), Start(left));
        }

        return left;
    }

    private static string Undefined(Operator op, ValueKind? left, ValueKind? right)
    {
        if (left is { } one && right is { } other)
            return Overloads.MissingText(op, one, other);
        var (side, kind) = left is null ? ("right", right) : ("left", left);
        return $"{Overloads.Text(op)} is not defined with {KindSet.Name(kind!.Value)} on its {side}";
    }

    private Node? ParseUnary()
    {
        var start = _at;
        while (Current.Is("!") || Current.Is("-"))
            _at++;
        var isNegative = _at > start && tokens[_at - 1].Is("-") && Current.Kind is TokenKind.Int or TokenKind.Double;
        var last = isNegative ? _at - 1 : _at;
        _at = last;
        if (ParseMember() is not { } operand)
            return null;
        for (var i = last - 1; i >= start; i--)
        {
            var isNot = tokens[i].Is("!");
            if (isNot)
                Need(operand, ValueKind.Bool, "! needs bool");
            else if (operand.Kind is { } kind and not (ValueKind.Int or ValueKind.Double))
                faults.Add(Start(operand), $"unary - needs int or double, found {KindSet.Name(kind)}");
            if (Made(isNot ? new NotNode(operand) : new NegateNode(operand), tokens[i].Start) is not { } made)
                return null;
            operand = made;
        }

        return operand;
    }

    private void Need(Node node, ValueKind kind, string what)
    {
        if (node.Kind is { } found && found != kind)
            faults.Add(Start(node), $"{what}, found {KindSet.Name(found)}");
    }

    private Node? Made(Node node, int start)
    {
        node.Span = start..tokens[_at - 1].End;
        return node.Depth < MaxNesting ? node : TooDeep(start);
    }

    private Node? TooDeep(int at)
    {
        faults.Add(at, $"the condition is nested deeper than {MaxNesting} levels");
        return null;
    }

    private Node? Expected(string what)
    {
        faults.Add(Current.Start, $"found {Current}, expected {what}");
        return null;
    }

    private bool Skip(string symbol)
    {
        if (!Current.Is(symbol))
            return Expected($"'{symbol}'") is not null;
        _at++;
        return true;
    }

    private static int Start(Node node) => node.Span.Start.Value;
}
