using System.Text;
using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Nodes;
using Aios.Loop.Conditions.Parsing;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions;

/// <summary>A question about an event or a reading, in a subset of CEL (see README.md). Immutable; any thread may evaluate it.</summary>
public sealed class Condition
{
    /// <summary>The longest text of a condition, in bytes of UTF-8.</summary>
    public const int MaxBytes = 4096;

    private readonly Node _root;
    private readonly int _locals;

    private Condition(string text, string canonical, Node root, int locals)
    {
        (Text, Canonical) = (text, canonical);
        _root = root;
        _locals = locals;
        Variables = VariableUses.Of(root);
        Equalities = Conditions.Equalities.Of(root);
    }

    public string Text { get; }

    /// <summary>The same for every text that differs only in blanks, line breaks and comments.</summary>
    public string Canonical { get; }

    /// <summary>What the condition reads, in the order of its text.</summary>
    public IReadOnlyList<VariableUse> Variables { get; }

    /// <summary>What must be equal for the condition to hold; an index finds it by that.</summary>
    public IReadOnlyList<Equality> Equalities { get; }

    /// <summary>Parses a condition about an event.</summary>
    public static ParsedCondition Parse(string text) => Parse(text, ConditionEnvironment.Events);

    public static ParsedCondition Parse(string text, ConditionEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        var faults = new FaultList(text);
        if (Encoding.UTF8.GetByteCount(text) is > MaxBytes and var size)
            faults.Add(0, $"a condition has at most {MaxBytes} bytes, this one has {size}");
        else if (string.IsNullOrWhiteSpace(text))
            faults.Add(0, "the condition is empty; what always holds is written true");
        else if (new Lexer(text, faults).Read() is { } tokens)
        {
            var parser = new Parser(text, tokens, environment, faults);
            if (parser.ParseAll() is { } root && faults.IsEmpty)
                return ParsedCondition.Valid(new Condition(text, CanonicalOf(text, tokens), root, parser.MaxLocals));
        }

        return ParsedCondition.Faulty(faults.Faults);
    }

    public Verdict Evaluate(IConditionScope scope) => VerdictOf(_root, scope);

    /// <summary>
    /// The first of the parts joined by <c>&amp;&amp;</c> that keeps the condition from holding, with what it read; null when the
    /// condition holds. <c>payload.mount == '/' : payload.mount is '/home'</c>
    /// </summary>
    public string? Explain(IConditionScope scope)
    {
        var verdict = Evaluate(scope);
        if (verdict.IsTrue)
            return null;
        var node = _root;
        while (node is JunctionNode { IsAnd: true })
        {
            // Steps are counted afresh for each part, so a condition that is too long as a whole may have no culprit.
            var culprit = Array.Find(
                node.Children,
                each => VerdictOf(each, scope) is var part && !part.IsTrue && part.IsError == verdict.IsError
            );
            if (culprit is null)
                break;
            node = culprit;
        }

        var because = ReasonOf(node, scope);
        return because.Length == 0 ? TextOf(node) : $"{TextOf(node)} : {because}";
    }

    /// <summary>What the condition reads, each with its value: <c>payload.mount is '/'</c>, or why there is none.</summary>
    public IReadOnlyList<string> Readings(IConditionScope scope) => ReadingsOf(_root, scope);

    public override string ToString() => Text;

    private Verdict VerdictOf(Node node, IConditionScope scope)
    {
        var frame = new Frame(scope, _locals);
        var value = node.Evaluate(ref frame);
        if (frame.IsExhausted)
            return Verdict.Error(Frame.TooLong.Message);
        return value.Kind switch
        {
            ValueKind.Bool => value.Bool ? Verdict.True : Verdict.False,
            ValueKind.Error => Verdict.Error(value.Message),
            _ => Verdict.Error($"a condition is bool, this is {KindSet.Name(value.Kind)}"),
        };
    }

    private string ReasonOf(Node node, IConditionScope scope)
    {
        var reasons = ReadingsOf(node, scope);
        if (VerdictOf(node, scope) is { IsError: true, Message: var message } && !reasons.Contains(message))
            reasons.Add(message);
        return string.Join(", ", reasons);
    }

    private List<string> ReadingsOf(Node node, IConditionScope scope)
    {
        var reasons = new List<string>();
        foreach (var reading in VariableUses.Readings(node).DistinctBy(TextOf))
        {
            var frame = new Frame(scope, _locals);
            var value = reading.Evaluate(ref frame);
            reasons.Add(value.IsError ? value.Message : $"{TextOf(reading)} is {value}");
        }

        return reasons;
    }

    private string TextOf(Node node) => Text[node.Span];

    private static string CanonicalOf(string text, List<Token> tokens) =>
        string.Join(' ', tokens.Where(token => token.Kind != TokenKind.End).Select(token => text[token.Start..token.End]));
}
