using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs.Entries;

namespace Aios.Node.Verbs;

/// <summary>All verbs, in the order in which help shows them.</summary>
internal static class VerbRegistry
{
    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        .. NodeEntries.All,
        .. QueueEntries.All,
        .. HeartbeatEntries.All,
        .. EventEntries.All,
        .. RunEntries.All,
        .. ApprovalEntries.All,
        .. EffectEntries.All,
        .. IncidentEntries.All,
        .. ExplainEntries.All,
        .. SafetyEntries.All,
        .. DecisionEntries.All,
        .. BackupEntries.All,
        .. RollbackEntries.All,
        .. AccessEntries.All,
        .. LocalEntries.All,
        .. PlaybookFileEntries.All,
    ];

    private static readonly Dictionary<string, VerbEntry> ByName = All.ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    public static VerbEntry? Find(string name) => ByName.GetValueOrDefault(name);

    public static VerbEntry Get(string name) =>
        Find(name) ?? throw new ArgumentException($"'{name}' is not a verb of the registry", nameof(name));
}
