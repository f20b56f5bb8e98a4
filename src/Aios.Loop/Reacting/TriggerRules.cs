using System.Text.RegularExpressions;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What a trigger must be: it never asks for everything.</summary>
internal static partial class TriggerRules
{
    public const int MostTypes = 32;
    public const int MostKeywords = 64;
    public const int LongestKeyword = 64;

    public static void Check(Trigger trigger, Faults faults)
    {
        faults
            .That(
                trigger.Types.Count > 0 || trigger.Keywords.Count > 0 || trigger.Window?.Conditions.Count > 0,
                "on.type",
                "",
                "an event type, or a prefix such as resource.*; it may be left out beside keywords, all, any or not-all"
            )
            .Range("on.types", trigger.Types.Count, 0, MostTypes, "types")
            .Range("on.keywords", trigger.Keywords.Count, 0, MostKeywords, "keywords");
        foreach (var type in trigger.Types)
            faults
                .That(Type().IsMatch(type), MemberOf(trigger), type, "an event type, or a prefix such as resource.*")
                .That(
                    type == EventTypes.ScoreDegraded || !EventTypes.IsRecord(type),
                    MemberOf(trigger),
                    type,
                    "something else than this node's own records (only score.degraded is answered)"
                );
        foreach (var keyword in trigger.Keywords)
            faults.That(
                keyword.Trim().Length > 0 && keyword.Length <= LongestKeyword,
                "on.keywords",
                keyword,
                $"texts of 1 to {LongestKeyword} characters"
            );
        if (trigger.Window is { } window)
            Check(window, faults);
    }

    private static void Check(WindowTemplate window, Faults faults)
    {
        if (window.Kind != WindowKind.Any)
            faults.Range(MemberOf(window.Kind), window.Within, WindowTemplate.Shortest, WindowTemplate.Longest);
        if (window.Kind is WindowKind.Count or WindowKind.AccumulateWithin)
            faults.Range("on.count", window.Count, 2, WindowTemplate.MostEvents, "events");
        if (window.Kind is WindowKind.All or WindowKind.Any or WindowKind.NotAll)
            faults.Range($"on.{window.Kind.Text()}", window.Conditions.Count, 2, WindowTemplate.MostConditions, "conditions");
    }

    /// <summary>The member that gives the window's length.</summary>
    private static string MemberOf(WindowKind kind) =>
        kind is WindowKind.OnceWithin or WindowKind.OnceAfter or WindowKind.AccumulateWithin ? $"on.{kind.Text()}" : "on.within";

    private static string MemberOf(Trigger trigger) => trigger.OtherTypes.Count == 0 ? "on.type" : "on.types";

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(\.\*)?\z")]
    private static partial Regex Type();
}
