using Aios.Loop.Conditions;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>Events that are recorded and not acted on for a time. One that begins later is a maintenance window.</summary>
/// <param name="Type">An exact type, <c>prefix.*</c>, or <c>*</c>.</param>
/// <param name="Source">Null: any.</param>
/// <param name="Target">Null: any.</param>
/// <param name="When">A condition over the event; null: it always holds.</param>
/// <param name="FromWall">Milliseconds since the Unix epoch.</param>
/// <param name="UntilWall">It ends before this.</param>
public sealed record Silence(
    string Id,
    string Type,
    string? Source,
    string? Target,
    string? When,
    long FromWall,
    long UntilWall,
    string Reason,
    string By
)
{
    private readonly ParsedOnce _parsed = new();

    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public bool Covers(Event fact, IConditionScope scope, long now) =>
        now >= FromWall
        && now < UntilWall
        && Fits(Type, fact.Type)
        && (Source is null || Source == fact.Source)
        && (Target is null || Target == AlertKey.Of(fact)?.Target || Target == TargetOf(fact))
        && (When is null || _parsed.Of(When)?.Evaluate(scope).IsTrue == true);

    private static bool Fits(string pattern, string type) =>
        pattern == "*"
        || (pattern.EndsWith(".*", StringComparison.Ordinal) ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : type == pattern);

    private static string? TargetOf(Event fact) =>
        fact.Payload is { ValueKind: System.Text.Json.JsonValueKind.Object } payload
        && payload.TryGetProperty("target", out var value)
        && value.ValueKind == System.Text.Json.JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>
    /// Every event is held against every silence: a condition is parsed for the first. Equal to each other, so that silences compare by what
    /// they say.
    /// </summary>
    private sealed class ParsedOnce
    {
        private Tuple<string, Condition?>? _last;

        public Condition? Of(string text)
        {
            var last = _last;
            if (last is null || !ReferenceEquals(last.Item1, text))
                _last = last = Tuple.Create(text, Condition.Parse(text).Condition);
            return last.Item2;
        }

        public override bool Equals(object? obj) => obj is ParsedOnce;

        public override int GetHashCode() => 0;
    }
}
