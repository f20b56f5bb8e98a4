using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Functions;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>text.matches(pattern)</c>: whether the pattern is found anywhere in the text. A literal pattern is compiled once.</summary>
internal sealed class MatchesNode(Node text, Node pattern, RegexPattern? literal) : Node(text, pattern)
{
    private readonly RegexPattern? _literal = literal;

    // The last pattern that was not a literal. Racing threads compile it twice at worst.
    private RegexPattern? _last;

    public override ValueKind? Kind => ValueKind.Bool;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var input = text.Evaluate(ref frame);
        if (input.IsError)
            return input;
        if (_literal is not null)
            return Match(_literal, input, ref frame);
        var wanted = pattern.Evaluate(ref frame);
        if (wanted.IsError)
            return wanted;
        if (wanted.Kind != ValueKind.String)
            return Value.Error($"the pattern of matches is string, found {KindSet.Name(wanted.Kind)}");
        if (!frame.TryText(wanted, out var source))
            return frame.NoText;
        var compiled = _last;
        if (compiled?.Source != source)
        {
            if (!frame.Pay(RegexPattern.StepsToCompile))
                return Frame.TooLong;
            compiled = RegexPattern.Compile(source, out var fault);
            if (compiled is null)
                return Value.Error(fault);
            _last = compiled;
        }

        return Match(compiled, input, ref frame);
    }

    private static Value Match(RegexPattern pattern, in Value input, ref Frame frame)
    {
        if (input.Kind != ValueKind.String)
            return Value.Error($"matches reads string, found {KindSet.Name(input.Kind)}");
        if (!frame.TryText(input, out var text))
            return frame.NoText;
        if (text.Length > RegexPattern.MaxInput)
            return Value.Error($"matches reads at most 65,536 characters, the text has {text.Length}");
        return frame.Pay(pattern.StepsFor(text)) ? Value.Of(pattern.IsMatch(text)) : Frame.TooLong;
    }
}
