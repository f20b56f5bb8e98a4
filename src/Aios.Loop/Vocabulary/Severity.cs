namespace Aios.Loop.Vocabulary;

/// <summary>How bad an event is; ordered, so that <c>severity >= warn</c> reads as it says.</summary>
public enum Severity
{
    Info,
    Warn,
    Error,
    Critical,
}

/// <summary>How soon an event is answered; <see cref="P0"/> first.</summary>
public enum Priority
{
    P0,
    P1,
    P2,
    P3,
}

/// <summary>The stages of the loop in their order; every surface tells its story in these words.</summary>
public enum LoopStage
{
    Sense,
    Schedule,
    React,
    Verify,
    Score,
    Learn,
}

/// <summary>The written forms: lower case for severities, <c>P0</c>…<c>P3</c> for priorities.</summary>
public static class Words
{
    public static string Text(this Severity severity) =>
        severity switch
        {
            Severity.Info => "info",
            Severity.Warn => "warn",
            Severity.Error => "error",
            _ => "critical",
        };

    public static string Text(this Priority priority) =>
        priority switch
        {
            Priority.P0 => "P0",
            Priority.P1 => "P1",
            Priority.P2 => "P2",
            _ => "P3",
        };

    public static bool TryParse(string? text, out Severity severity)
    {
        severity = text switch
        {
            "warn" => Severity.Warn,
            "error" => Severity.Error,
            "critical" => Severity.Critical,
            _ => Severity.Info,
        };
        return text is "info" or "warn" or "error" or "critical";
    }

    public static bool TryParse(string? text, out Priority priority)
    {
        priority = text switch
        {
            "P0" => Priority.P0,
            "P1" => Priority.P1,
            "P2" => Priority.P2,
            _ => Priority.P3,
        };
        return text is "P0" or "P1" or "P2" or "P3";
    }
}
