using FsCheck;
using FsCheck.Fluent;

namespace Aios.Loop.Tests.Conditions;

/// <summary>Trees whose types fit as far as they are known; fields of the payload stand anywhere and may be missing or of another type.</summary>
internal static class TreeGenerator
{
    private static readonly string[] Fields = ["i", "big", "d", "s", "t", "b", "n", "list", "words", "missing"];
    private static readonly long[] Ints = [0, 1, 2, 3, 7, 100, long.MaxValue, long.MinValue, 1L << 53, (1L << 53) + 1];
    private static readonly double[] Doubles = [0, 1, 2.5, -1.5, 1e300, 9007199254740992, 9.3e18, 0.1];
    private static readonly string[] Texts = ["", "a", "b", "ab", "B", "😀", "\uFFFD", "a😀"];

    public static Gen<Tree> Condition(int depth) => Typed("bool", depth, 0);

    private static readonly Dictionary<(string, int, int), Gen<Tree>> Known = [];

    // Remembered, or building the generators would take time exponential in the depth.
    private static Gen<Tree> Typed(string kind, int depth, int items)
    {
        if (!Known.TryGetValue((kind, depth, items), out var known))
            Known[(kind, depth, items)] = known = New(kind, depth, items);
        return known;
    }

    private static Gen<Tree> New(string kind, int depth, int items)
    {
        var leaf = Gen.Frequency((3, Literal(kind)), (2, Untyped(items)));
        if (depth <= 0)
            return leaf;
        Gen<Tree> Of(string type) => Typed(type, depth - 1, items);
        Gen<Tree> Any() => from type in Gen.Elements("bool", "int", "double", "string", "list") from tree in Of(type) select tree;
        Gen<Tree> Binary(string op, string type) => from a in Of(type) from b in Of(type) select new Tree(op, null, a, b);
        Gen<Tree> Unary(string op, string type) => from a in Of(type) select new Tree(op, null, a);
        Gen<Tree> Macro(string op, string type) =>
            from list in Of("list")
            from body in Typed(type, depth - 1, items + 1)
            select new Tree(op, $"x{items}", list, body);
        Gen<Tree> Ops(string type, params string[] ops) => from op in Gen.Elements(ops) from tree in Binary(op, type) select tree;
        var choice = from question in Of("bool") from yes in Of(kind) from no in Of(kind) select new Tree("?:", null, question, yes, no);
        var select = from value in Of(kind) from key in Gen.Elements("k", "k", "x") select new Tree("select", key, value);
        var index = from list in Of("list") from at in Gen.Choose(0, 3) select new Tree("index", null, list, Tree.Of((long)at));
        Gen<Tree>[] own = kind switch
        {
            "bool" =>
            [
                Ops("bool", "&&", "||"),
                Ops("bool", "&&", "||"),
                Unary("!", "bool"),
                from type in Gen.Elements("int", "double", "string", "bool")
                from tree in Ops(type, "<", "<=", ">", ">=", "==", "!=")
                select tree,
                from a in Of("int")
                from b in Of("double")
                from op in Gen.Elements("<", "<=", ">", ">=", "==", "!=")
                select new Tree(op, null, a, b),
                Ops("list", "==", "!="),
                from item in Any()
                from list in Of("list")
                select new Tree("in", null, item, list),
                Ops("string", "startsWith", "endsWith", "contains"),
                from op in Gen.Elements("all", "exists", "exists_one")
                from tree in Macro(op, "bool")
                select tree,
                from value in Any()
                from key in Gen.Elements("k", "x")
                select new Tree("has", key, value),
            ],
            "int" =>
            [
                Ops("int", "+", "-", "*", "/", "%"),
                Ops("int", "+", "-", "*", "/", "%"),
                Unary("neg", "int"),
                from type in Gen.Elements("list", "string")
                from tree in Unary("size", type)
                select tree,
            ],
            "double" => [Ops("double", "+", "-", "*", "/"), Unary("neg", "double"), Unary("double", "int")],
            "string" => [Binary("+", "string"), Unary("string", "int")],
            _ =>
            [
                from parts in Any().ArrayOf(3)
                from count in Gen.Choose(0, 3)
                select new Tree("list", null, parts[..count]),
                Binary("+", "list"),
                Macro("filter", "bool"),
                from type in Gen.Elements("int", "string", "bool")
                from tree in Macro("map", type)
                select tree,
            ],
        };
        return Gen.Frequency((1, leaf), (5, Gen.OneOf(own)), (1, Gen.OneOf(choice, select, index)));
    }

    private static Gen<Tree> Literal(string kind) =>
        kind switch
        {
            "bool" => Gen.Elements(true, false).Select(each => Tree.Of(each)),
            "int" => Gen.Elements(Ints).Select(each => Tree.Of(each)),
            "double" => Gen.Elements(Doubles).Select(each => Tree.Of(each)),
            "string" => Gen.Elements(Texts).Select(each => Tree.Of(each)),
            _ => Gen.Elements(Ints).ArrayOf(2).Select(items => new Tree("list", null, [.. items.Select(each => Tree.Of(each))])),
        };

    private static Gen<Tree> Untyped(int items)
    {
        var field = Gen.Elements(Fields).Select(name => new Tree("field", name));
        return items == 0 ? field : Gen.OneOf(field, Gen.Choose(0, items - 1).Select(at => new Tree("item", $"x{at}")));
    }
}
