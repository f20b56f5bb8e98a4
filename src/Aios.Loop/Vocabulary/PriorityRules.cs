namespace Aios.Loop.Vocabulary;

/// <summary>How soon an event is answered: one pure function, the first row that fits wins.</summary>
public static class PriorityRules
{
    /// <param name="score">The node's score, 0..1; only <c>score.degraded</c> looks at it.</param>
    public static Priority Of(string type, Severity severity, double score)
    {
        if (type == EventTypes.ScoreDegraded)
            return score < 0.3 ? Priority.P0 : Priority.P1;
        if (severity == Severity.Critical)
            return type.StartsWith("node.", StringComparison.Ordinal) ? Priority.P0 : Priority.P1;
        if (type.StartsWith("resource.", StringComparison.Ordinal) && severity >= Severity.Warn && !IsEdge(type))
            return Priority.P1;
        return type is "agent.error" or "agent.failed" or "agent.degraded" || severity == Severity.Error ? Priority.P2 : Priority.P3;
    }

    private static bool IsEdge(string type) => type is EventTypes.ThresholdCandidate or EventTypes.Recovered;
}
