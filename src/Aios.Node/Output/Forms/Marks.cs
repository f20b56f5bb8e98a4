using Spectre.Console;

namespace Aios.Node.Output.Forms;

/// <summary>Glyph, word and colour of a state; never colour alone.</summary>
internal static class Marks
{
    public static Cell Phase(string phase) =>
        phase switch
        {
            "planned" => new("· planned"),
            "running" => new("▶ running", Page.Strong),
            "waiting" => new("○ waiting"),
            "verifying" => new("? verifying"),
            "failed" => new("▲ failed", Page.Warned),
            "waiting-for-person" => new("! waiting-for-person", Page.Warned),
            "compensating" => new("◀ compensating", Page.Warned),
            "verified" => new("✓ verified", Page.Good),
            "rolled-back" => new("↺ rolled-back", Page.Warned),
            "stuck" => new("× stuck", Page.Bad),
            "cancelled" => new("- cancelled", Page.Dim),
            "waiting-approval" => new("! waiting-approval", Page.Warned),
            "approved" => new("· approved"),
            "cancelling" => new("◀ cancelling", Page.Warned),
            "denied" => new("- denied", Page.Dim),
            "expired" => new("- expired", Page.Warned),
            "shadowed" => new("· shadowed", Page.Dim),
            _ => new(phase),
        };

    public static Cell Approval(string state) =>
        state switch
        {
            "open" => new("! open", Page.Warned),
            "granted" => new("✓ granted", Page.Good),
            "denied" => new("× denied", Page.Bad),
            _ => new($"- {state}", Page.Dim),
        };

    public static Cell Effect(string state, string result) =>
        (state, result) switch
        {
            ("open", _) => new("▶ open", Page.Strong),
            ("unknown", _) => new("! unknown", Page.Warned),
            (_, "ok") => new("✓ ok", Page.Good),
            (_, var how) => new($"× {how}", Page.Bad),
        };

    public static Cell Check(string state) =>
        state switch
        {
            "ok" => new("✓ ok", Page.Good),
            "note" => new("· note", Page.Dim),
            "warn" => new("▲ warn", Page.Warned),
            _ => new("× " + state, Page.Bad),
        };

    public static Style? Severity(string severity) =>
        severity switch
        {
            "warn" => Page.Warned,
            "error" or "critical" => Page.Bad,
            _ => null,
        };

    public static Cell Level(string level) =>
        level.ToLowerInvariant() switch
        {
            "healthy" => new("✓ " + level, Page.Good),
            "degraded" => new("▲ " + level, Page.Warned),
            "critical" => new("× " + level, Page.Bad),
            _ => new(level),
        };

    /// <summary>Up to <paramref name="width"/> blocks, at least one for anything above zero.</summary>
    public static string Bar(double share, int width) =>
        share <= 0 ? "" : new string('█', Math.Clamp((int)Math.Round(share * width), 1, width));
}
