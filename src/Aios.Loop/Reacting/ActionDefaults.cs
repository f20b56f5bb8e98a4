using Aios.Loop.Effects;

namespace Aios.Loop.Reacting;

/// <summary>What holds for a step of each kind when its author does not say otherwise.</summary>
public static class ActionDefaults
{
    /// <summary>Null: as much as the playbook says.</summary>
    public static Risk? RiskOf(ActionTemplate action) =>
        action switch
        {
            ActionTemplate.Notify or ActionTemplate.Wait or ActionTemplate.Approve or ActionTemplate.Http { IsSafe: true } => Risk.Read,
            ActionTemplate.Signal or ActionTemplate.Service => Risk.Disruptive,
            ActionTemplate.File or ActionTemplate.Clean or ActionTemplate.Rotate or ActionTemplate.Set => Risk.Reversible,
            _ => null,
        };

    /// <summary>As little as its author may say: less would switch off targets, blast radius, fuse and approval for what is no reading.</summary>
    public static Risk LeastRisk(ActionTemplate action) =>
        action switch
        {
            ActionTemplate.Signal { Name: "KILL" } => Risk.Disruptive,
            ActionTemplate.Signal or ActionTemplate.Service => Risk.Reversible,
            ActionTemplate.File or ActionTemplate.Clean or ActionTemplate.Rotate or ActionTemplate.Set => Risk.Reversible,
            _ => Risk.Read,
        };

    /// <summary>Whether it may be done once more when nobody knows whether it happened.</summary>
    public static bool IsIdempotent(ActionTemplate? action) =>
        action switch
        {
            ActionTemplate.Notify or ActionTemplate.Http { IsSafe: true } or ActionTemplate.Set => true,
            // What is written comes from what was kept before the first attempt, so a repeat writes the same.
            ActionTemplate.File or ActionTemplate.Clean or ActionTemplate.Rotate => true,
            ActionTemplate.Service service => service.Do is not ServiceChange.Restart,
            _ => false,
        };

    /// <summary>What puts it back without a word of the author; null: nothing does.</summary>
    public static EffectAction? UndoOf(ActionTemplate action, string snapshot) =>
        action switch
        {
            ActionTemplate.File or ActionTemplate.Clean or ActionTemplate.Rotate or ActionTemplate.Set => new EffectAction.Restore(
                snapshot
            ),
            ActionTemplate.Service { Do: ServiceChange.Start or ServiceChange.Stop } => new EffectAction.Restore(snapshot),
            _ => null,
        };

    /// <summary>It leaves nothing that could be put back: the service runs as before.</summary>
    public static bool NeedsNoUndo(ActionTemplate action) =>
        action is ActionTemplate.Service { Do: ServiceChange.Restart or ServiceChange.Reload };
}
