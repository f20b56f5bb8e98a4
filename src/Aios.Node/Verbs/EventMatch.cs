using Aios.Loop.Conditions;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary>The filter that <c>events tail</c> and <c>events query</c> share.</summary>
internal sealed class EventMatch(VerbArguments arguments)
{
    private readonly Condition? _where = arguments.Condition("where");

    public string? Type { get; } = arguments.Text("type");

    public string? Source { get; } = arguments.Text("source");

    public string? TraceId { get; } = arguments.Text("trace");

    public Severity AtLeast { get; } = Words.TryParse(arguments.Text("severity"), out Severity least) ? least : Severity.Info;

    /// <summary>Events about which the condition could say neither yes nor no.</summary>
    public long Unanswered { get; private set; }

    /// <summary>Why, for the first of them.</summary>
    public string? FirstReason { get; private set; }

    /// <summary>What is wrong with the type pattern, or null.</summary>
    public string? Fault =>
        Type is { } type && !IsPattern(type) ? $"--type is {Shown.Quote(type)}; it must be an exact type, prefix.*, *.suffix or *" : null;

    public bool Holds(RecordedEvent recorded) =>
        recorded.Event.Severity >= AtLeast
        && (Source is null || recorded.Event.Source == Source)
        && (TraceId is null || recorded.Event.TraceId == TraceId)
        && TypeFits(recorded.Event.Type)
        && Where(recorded);

    public bool Where(RecordedEvent recorded)
    {
        if (_where is null)
            return true;
        var verdict = _where.Evaluate(new EventScope(recorded));
        if (verdict.IsError)
        {
            Unanswered++;
            FirstReason ??= $"event {recorded.Seq}: {verdict.Message}";
        }
        return verdict.IsTrue;
    }

    private bool TypeFits(string type) =>
        Type switch
        {
            null or "*" => true,
            ['*', ..] => type.EndsWith(Type[1..], StringComparison.Ordinal),
            [.., '*'] => type.StartsWith(Type[..^1], StringComparison.Ordinal),
            _ => type == Type,
        };

    private static bool IsPattern(string text)
    {
        var part =
            text == "*" ? ""
            : text.StartsWith("*.", StringComparison.Ordinal) ? text[2..]
            : text.EndsWith(".*", StringComparison.Ordinal) ? text[..^2]
            : text;
        return text == "*" || (part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'));
    }
}
