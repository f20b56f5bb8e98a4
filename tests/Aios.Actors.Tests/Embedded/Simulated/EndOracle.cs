using Aios.Loop.Effects;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Whether a run's end is true of the world: verified is all of it, everything else is nothing of it, and stuck names what is left.</summary>
internal static class EndOracle
{
    /// <summary>Null: it is.</summary>
    public static string? Fault(RunState run, World world)
    {
        var (id, plan) = (run.Plan.Id, run.Plan);
        var all = plan.Steps.Concat(plan.Ladder.SelectMany(rung => rung.Steps)).ToList();
        // Telling people cannot be put back, and need not be; nor what its author lets stay.
        var half = all.Where(step => step.Undo is not null && world.Stands(id, step.Id)).Select(step => step.Id).ToList();
        return run.Phase switch
        {
            RunPhase.Verified => Missing(run.Done.Where(step => step.Action.IsOutside && !world.Stands(id, step.Id))),
            RunPhase.Shadowed => all.Any(step => world.HasHappened(id, step.Id)) ? "it only watched, and something happened" : null,
            RunPhase.RolledBack or RunPhase.Cancelled or RunPhase.Denied or RunPhase.Expired => half.Count == 0
                ? null
                : $"these stand: {string.Join(", ", half)}",
            // Without a rollback in its ladder a run that fails stays as it is: its author wished so.
            RunPhase.Stuck when run.Stop is null && !plan.Ladder.Contains(Rung.Rollback) => null,
            RunPhase.Stuck when run.NotUndone.IsEmpty => "it is stuck, and names nothing that is left",
            RunPhase.Stuck => Unnamed(half.Except(run.NotUndone)),
            _ => "that is no end",
        };
    }

    private static string? Missing(IEnumerable<PlannedStep> steps) =>
        string.Join(", ", steps.Select(step => step.Id)) is { Length: > 0 } missing ? $"these do not stand: {missing}" : null;

    private static string? Unnamed(IEnumerable<string> steps) =>
        string.Join(", ", steps) is { Length: > 0 } unnamed ? $"these stand and are not named: {unnamed}" : null;
}
