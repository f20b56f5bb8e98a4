using Aios.Loop.Reacting.Windows;
using Aios.Node.Settings;

namespace Aios.Node.Playbooks;

/// <summary>When several events together are answered. The members exclude each other; each says what it needs beside it.</summary>
internal static class WindowReader
{
    /// <summary>Each member that makes a window, with what must stand beside it.</summary>
    private static readonly (string Member, WindowKind Kind, string[] Beside)[] Kinds =
    [
        ("accumulate-within", WindowKind.AccumulateWithin, ["count"]),
        ("count", WindowKind.Count, ["within"]),
        ("all", WindowKind.All, ["within"]),
        ("any", WindowKind.Any, []),
        ("not-all", WindowKind.NotAll, ["within"]),
        ("once-within", WindowKind.OnceWithin, []),
        ("once-after", WindowKind.OnceAfter, []),
    ];

    /// <returns>Null when every event is answered by itself, and after a fault.</returns>
    public static WindowTemplate? Read(PlaybookSection on, string source)
    {
        var found = Kinds.Where(each => on.Has(each.Member)).ToList();
        // count has a meaning of its own only where accumulate-within does not take it.
        if (found.Any(each => each.Kind == WindowKind.AccumulateWithin))
            found.RemoveAll(each => each.Kind == WindowKind.Count);
        if (found.Count == 0)
        {
            if (on.Has("within"))
                Fault(on, "within", "needs count, all or not-all beside it");
            return null;
        }
        foreach (var (member, _, _) in found.Skip(1))
            Fault(on, member, $"stands beside {found[0].Member}; a playbook has one window");
        return found.Count == 1 ? Read(on, found[0].Member, found[0].Kind, found[0].Beside, source) : null;
    }

    private static WindowTemplate? Read(PlaybookSection on, string member, WindowKind kind, string[] beside, string source)
    {
        foreach (var needed in beside.Where(needed => !on.Has(needed)))
            Fault(
                on,
                member,
                $"needs {needed} beside it, {(needed == "count" ? "how many events" : "in which time, such as within = 5m")}"
            );
        if (on.Has("within") && !beside.Contains("within"))
            Fault(on, "within", $"has no meaning beside {member}");
        if (on.Has("count") && kind is not (WindowKind.Count or WindowKind.AccumulateWithin))
            Fault(on, "count", $"has no meaning beside {member}");
        var isConditional = kind is WindowKind.All or WindowKind.Any or WindowKind.NotAll;
        var conditions = isConditional ? ConditionReader.Each(on, member, source) : [];
        if (on.Faults.IsFaulty($"{on.Path}.{member}") || (isConditional && conditions.Count < on.List(member, "").Count))
            return null;
        var length =
            kind is WindowKind.OnceWithin or WindowKind.OnceAfter or WindowKind.AccumulateWithin ? member
            : kind == WindowKind.Any ? ""
            : "within";
        return new WindowTemplate(
            kind,
            length.Length > 0 ? on.Read(length, ScalarKinds.Duration, WindowTemplate.Shortest) : TimeSpan.Zero,
            kind is WindowKind.Count or WindowKind.AccumulateWithin ? on.Read("count", ScalarKinds.Integer, 2) : 0,
            conditions
        );
    }

    private static void Fault(PlaybookSection on, string member, string rest) =>
        on.Faults.Add($"{on.Path}.{member}", on.Node.KeyOrigin(member), rest);
}
