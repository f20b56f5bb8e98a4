using Aios.Loop.Conditions.Nodes;

namespace Aios.Loop.Conditions;

/// <summary>Finds the equalities that a condition cannot hold without: those joined by <c>&amp;&amp;</c> at its top.</summary>
internal static class Equalities
{
    public static IReadOnlyList<Equality> Of(Node root) =>
        root switch
        {
            JunctionNode { IsAnd: true } all => [.. all.Children.SelectMany(Of)],
            EqualityNode { IsEqual: true, Children: [var left, var right] } => Of(left, right) is { } found ? [found] : [],
            _ => [],
        };

    private static Equality? Of(Node left, Node right) =>
        (left, right) switch
        {
            (ConstantNode literal, not ConstantNode) => Of(right, literal),
            (not ConstantNode, ConstantNode literal) when PathOf(left) is { } path && EqualKey.Of(literal.Value) is { } key => new Equality(
                path,
                key
            ),
            _ => null,
        };

    // Fields by name only: an item of a list, or a field whose name is itself read, has no fixed path.
    private static ConditionPath? PathOf(Node node)
    {
        var fields = new List<string>();
        for (var at = node; ; )
            switch (at)
            {
                case VariableNode variable:
                    fields.Reverse();
                    return new ConditionPath(variable.Name, fields);
                case SelectNode select:
                    fields.Add(select.Name);
                    at = select.Target;
                    break;
                case IndexNode { Index: ConstantNode { Value: { Kind: ValueKind.String, PlainText: { } field } } } index:
                    fields.Add(field);
                    at = index.Target;
                    break;
                default:
                    return null;
            }
    }
}
