using Aios.Loop.Conditions.Nodes;

namespace Aios.Loop.Conditions;

/// <summary>Finds what a condition reads: every variable with the fields and indexes that follow it.</summary>
internal static class VariableUses
{
    /// <summary>The longest readings, outermost first; those that depend on the variable of a macro are left out.</summary>
    public static IEnumerable<Node> Readings(Node node)
    {
        if (IsReading(node) && !DependsOnItem(node))
        {
            yield return node;
            for (var at = node; at is not VariableNode; at = TargetOf(at)!)
            {
                if (at is IndexNode index)
                {
                    foreach (var inner in Readings(index.Index))
                        yield return inner;
                }
            }

            yield break;
        }

        foreach (var reading in node.Children.SelectMany(Readings))
            yield return reading;
    }

    /// <summary>The variables below the node, each with its fixed fields, in the order of the text and without repetition.</summary>
    public static IReadOnlyList<VariableUse> Of(Node root)
    {
        var uses = new Dictionary<string, VariableUse>();
        foreach (var reading in AllReadings(root))
        {
            var use = UseOf(reading);
            uses.TryAdd(string.Join('\0', [use.Root, .. use.Fields]), use);
        }

        return [.. uses.Values];
    }

    private static IEnumerable<Node> AllReadings(Node node)
    {
        if (!IsReading(node))
            return node.Children.SelectMany(AllReadings);
        var indexes = new List<Node>();
        for (var at = node; at is not VariableNode; at = TargetOf(at)!)
        {
            if (at is IndexNode index)
                indexes.Add(index.Index);
        }

        return [node, .. indexes.SelectMany(AllReadings)];
    }

    private static VariableUse UseOf(Node reading)
    {
        var fields = new List<string>();
        var at = reading;
        for (; at is not VariableNode; at = TargetOf(at)!)
        {
            if (at is SelectNode select)
                fields.Insert(0, select.Name);
            else if (at is IndexNode { Index: ConstantNode { Value.PlainText: { } field } })
                fields.Insert(0, field);
            else
                fields.Clear();
        }

        return new VariableUse(((VariableNode)at).Name, fields);
    }

    private static bool IsReading(Node node) => node is VariableNode || (TargetOf(node) is { } target && IsReading(target));

    private static bool DependsOnItem(Node node) => node is LocalNode || node.Children.Any(DependsOnItem);

    private static Node? TargetOf(Node node) =>
        node switch
        {
            SelectNode select => select.Target,
            IndexNode index => index.Target,
            _ => null,
        };
}
