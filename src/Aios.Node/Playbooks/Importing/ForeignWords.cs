using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>What the words of a foreign playbook mean here.</summary>
internal static class ForeignWords
{
    public const string Severities = "INFO, WARN, ERR or CRIT";

    private static readonly Dictionary<string, string[]> Rules = new(StringComparer.Ordinal)
    {
        ["network_error"] = ["agent.error", "resource.network_error"],
        ["disk_full"] = ["resource.disk_full"],
        ["process_crash"] = ["agent.error", "process.crashed"],
        ["rate_limit"] = ["agent.error", "api.rate_limit"],
        ["memory_high"] = ["resource.memory_high"],
        ["gpu_overheat"] = ["resource.gpu_overheat"],
        ["app_stopped"] = ["sensor.app.stopped"],
        ["model_failure"] = ["agent.error", "llm.error"],
        ["aios_unhealthy"] = ["score.degraded", "reactor.failed"],
    };

    /// <summary>What a sensor of this runtime says when it sees the like.</summary>
    private static readonly Dictionary<string, string> OwnNames = new(StringComparer.Ordinal)
    {
        ["resource.disk_full"] = EventTypes.DiskLow,
        ["process.crashed"] = EventTypes.ProcessStopped,
        ["sensor.app.stopped"] = EventTypes.ProcessStopped,
    };

    public static string KnownRules => string.Join(", ", Rules.Keys);

    /// <summary>The event types that a rule stands for: by the table, or the rule itself when it is an event type such as <c>disk.full</c>.</summary>
    public static IReadOnlyList<string>? TypesOf(string rule) =>
        Rules.TryGetValue(rule, out var types) ? types
        : IsType(rule) ? [rule]
        : null;

    /// <summary>The event type under which a sensor of the node tells the same; null when it is the same or there is none.</summary>
    public static string? OwnName(string type) => OwnNames.GetValueOrDefault(type);

    public static bool TryParse(string word, out Severity severity)
    {
        severity = word switch
        {
            "WARN" => Severity.Warn,
            "ERR" => Severity.Error,
            "CRIT" => Severity.Critical,
            _ => Severity.Info,
        };
        return word is "INFO" or "WARN" or "ERR" or "CRIT";
    }

    /// <summary>A risk that cannot be told is taken for the worst.</summary>
    public static (Risk Risk, string? Note) RiskOf(string? word) =>
        word switch
        {
            "low" => (Risk.Reversible, null),
            "medium" => (Risk.Disruptive, null),
            "high" => (Risk.Destructive, null),
            null => (Risk.Disruptive, "was not given: taken as disruptive"),
            _ => (Risk.Destructive, $"({Shown.Clean(word)}) is none of low, medium and high: taken as destructive"),
        };

    /// <summary>An id from any text: lower case, a letter first, 1 to 64 of a–z, 0–9 and -; empty when nothing of it is left.</summary>
    public static string Slug(string text)
    {
        var letters = text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-').ToArray();
        var parts = new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Join('-', parts);
        var slug = joined.Length > 0 && char.IsAsciiDigit(joined[0]) ? $"p-{joined}" : joined;
        return slug.Length > 60 ? slug[..60].TrimEnd('-') : slug;
    }

    private static bool IsType(string text) =>
        text.Contains('.')
        && text.Split('.').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));
}
