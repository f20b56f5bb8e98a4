using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Nodes;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Parsing;

/// <summary>List and map literals; a comma after the last element is allowed. What is constant is made once.</summary>
internal sealed partial class Parser
{
    private Node? ParseList()
    {
        var start = Current.Start;
        if (ParseElements("]", withKeys: false) is not { } items)
            return null;
        return Fixed(new ListNode([.. items]), start);
    }

    private Node? ParseMap()
    {
        var start = Current.Start;
        if (ParseElements("}", withKeys: true) is not { } fields)
            return null;
        for (var i = 0; i < fields.Count; i += 2)
            Need(fields[i], ValueKind.String, "the key of a map is a string");
        return Fixed(new MapNode([.. fields]), start);
    }

    private List<Node>? ParseElements(string close, bool withKeys)
    {
        var elements = new List<Node>();
        _at++;
        while (!Current.Is(close))
        {
            if (ParseExpression() is not { } element)
                return null;
            elements.Add(element);
            if (withKeys)
            {
                if (!Skip(":") || ParseExpression() is not { } value)
                    return null;
                elements.Add(value);
            }

            if (Current.Is(","))
            {
                _at++;
            }
            else if (!Current.Is(close))
            {
                Expected($"',' or '{close}'");
                return null;
            }
        }

        _at++;
        return elements;
    }

    /// <summary>Evaluates now what depends on constants only, so that its faults show at parse and its cost is paid once.</summary>
    private Node? Fixed(Node node, int start)
    {
        if (Made(node, start) is null)
            return null;
        if (!faults.IsEmpty || !Array.TrueForAll(node.Children, child => child is ConstantNode))
            return node;
        var frame = new Frame(NoScope.Instance, 0);
        var value = node.Evaluate(ref frame);
        if (!value.IsError)
            return Made(new ConstantNode(value), start);
        faults.Add(start, value.Message);
        return node;
    }

    private sealed class NoScope : IConditionScope
    {
        public static readonly NoScope Instance = new();

        public bool TryGet(string name, out Value value)
        {
            value = default;
            return false;
        }
    }
}
