using Aios.Loop.Conditions.Functions;
using Aios.Loop.Conditions.Nodes;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Parsing;

/// <summary>Functions, methods and macros.</summary>
internal sealed partial class Parser
{
    private Node? ParseFunction(Token name)
    {
        if (name.Text == "has")
            return ParseHas(name);
        if (ParseArguments() is not { } arguments)
            return null;
        if (FunctionTable.FindFunction(name.Text) is { } function)
            return Call(function, arguments, name.Start);
        var hint = FunctionTable.FindMethod(name.Text) is { } method ? $" (a method is written {method.Usage})" : "";
        faults.Add(name.Start, $"unknown function '{name.Text}'{hint}; functions are {FunctionTable.FunctionNames}");
        return Made(new UnknownNode(), name.Start);
    }

    private Node? ParseMethod(Node target, Token name, int start)
    {
        if (MacroOf(name.Text) is { } macro)
            return ParseMacro(macro, target, start);
        if (ParseArguments() is not { } arguments)
            return null;
        if (name.Text == "matches")
            return Matches(target, arguments, name, start);
        if (FunctionTable.FindMethod(name.Text) is { } method)
            return Call(method, [target, .. arguments], start);
        faults.Add(name.Start, $"unknown method '{name.Text}'; methods are {FunctionTable.MethodNames}");
        return Made(new UnknownNode(), start);
    }

    private List<Node>? ParseArguments()
    {
        var arguments = new List<Node>();
        _at++;
        while (!Current.Is(")"))
        {
            if ((arguments.Count > 0 && !Skip(",")) || ParseExpression() is not { } argument)
                return null;
            arguments.Add(argument);
        }

        _at++;
        return arguments;
    }

    private Node? Call(Function function, List<Node> arguments, int start)
    {
        if (arguments.Count != function.Parameters.Length)
            return Unusable(start, $"the call is written {function.Usage}");
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Kind is { } kind && !function.Parameters[i].Contains(kind))
                faults.Add(Start(arguments[i]), $"{function.Usage} needs {function.Parameters[i]}, found {KindSet.Name(kind)}");
        }

        return Fixed(new CallNode(function, [.. arguments]), start);
    }

    private Node? Matches(Node target, List<Node> arguments, Token name, int start)
    {
        if (arguments.Count != 1)
            return Unusable(name.Start, "the call is written text.matches(r'pattern')");
        Need(target, ValueKind.String, "matches reads string");
        Need(arguments[0], ValueKind.String, "a pattern is string");
        RegexPattern? compiled = null;
        if (arguments[0] is ConstantNode { Value: { Kind: ValueKind.String, PlainText: { } pattern } })
        {
            compiled = RegexPattern.Compile(pattern, out var fault);
            if (compiled is null)
                faults.Add(Start(arguments[0]), fault);
        }

        return Made(new MatchesNode(target, arguments[0], compiled), start);
    }

    private Node? ParseHas(Token name)
    {
        if (ParseArguments() is not { } arguments)
            return null;
        if (arguments.Count == 1 && arguments[0] is SelectNode select)
            return Made(new HasNode(select), name.Start);
        return Unusable(name.Start, "has asks for a field, as in has(payload.mount)");
    }

    private Node? ParseMacro(Macro macro, Node list, int start)
    {
        Need(list, ValueKind.List, $"{MacroFault.Name(macro)} needs a list");
        _at++;
        var name = Current;
        if (name.Kind != TokenKind.Name || !tokens[_at + 1].Is(","))
            return Expected($"the name for an item and a comma, as in .{MacroFault.Name(macro)}(x, …)");
        if (_locals.Contains(name.Text) || IsTaken(name.Text))
            return Faulty(name.Start, $"the name '{name.Text}' is taken; choose another for the item");
        _locals.Add(name.Text);
        MaxLocals = Math.Max(MaxLocals, _locals.Count);
        _at++;
        List<Node> bodies = [];
        while (bodies.Count < (macro == Macro.Map ? 2 : 1) && Current.Is(","))
        {
            _at++;
            if (ParseExpression() is not { } body)
                return null;
            bodies.Add(body);
        }

        if (!Skip(")"))
            return null;
        _locals.RemoveAt(_locals.Count - 1);
        if (macro != Macro.Map || bodies.Count == 2)
            Need(bodies[0], ValueKind.Bool, $"the test of {MacroFault.Name(macro)} is bool");
        return Made(MacroNode(macro, list, _locals.Count, bodies), start);
    }

    private static Node MacroNode(Macro macro, Node list, int slot, List<Node> bodies) =>
        macro switch
        {
            Macro.Filter => new ListMacroNode(macro, list, slot, bodies[0], null),
            Macro.Map when bodies.Count == 1 => new ListMacroNode(macro, list, slot, null, bodies[0]),
            Macro.Map => new ListMacroNode(macro, list, slot, bodies[0], bodies[1]),
            _ => new TestMacroNode(macro, list, slot, bodies[0]),
        };

    private static Macro? MacroOf(string name) =>
        name switch
        {
            "all" => Macro.All,
            "exists" => Macro.Exists,
            "exists_one" => Macro.ExistsOne,
            "filter" => Macro.Filter,
            "map" => Macro.Map,
            _ => null,
        };

    private bool IsTaken(string name) =>
        environment.TryVariable(name, out _)
        || ConditionEnvironment.TryConstant(name, out _)
        || Reserved.Contains(name)
        || name is "true" or "false" or "null" or "in";

    private Node? Unusable(int at, string message)
    {
        faults.Add(at, message);
        return Made(new UnknownNode(), at);
    }
}
