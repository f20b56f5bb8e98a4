using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;

namespace Aios.Loop.Surface;

/// <summary>Runs that wait for people, or should be over by now: none of them is to go unnoticed.</summary>
public static class RunTrouble
{
    /// <summary>A deadline is passed by so much when its end was on its way to disk.</summary>
    private const long SlackMs = 5_000;

    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static IEnumerable<string> Of(IEnumerable<RunState> active, long now)
    {
        foreach (var run in active.OrderBy(run => run.PlannedAt))
            if (run.Phase == RunPhase.WaitingForPerson)
                yield return $"run {run.Plan.Id} waits for a person: aios effects show {run.CurrentEffect}";
            else if (run is { Phase: RunPhase.WaitingApproval, Asked: { } asked })
                yield return $"run {run.Plan.Id} waits for approval, {Left(asked.AtWall + asked.WithinMs - now)}: "
                    + $"aios approvals show {ApprovalId.Of(run.Plan.Id, asked.Round)}";
            else if (now > run.DeadlineAt + SlackMs)
                yield return $"run {run.Plan.Id} is {run.Phase.Text()} {(now - run.DeadlineAt) / 1000} s after its deadline: "
                    + $"aios runs show {run.Plan.Id}";
    }

    private static string Left(long ms) => ms > 0 ? $"{(ms + 999) / 1000} s left" : "its time is over";
}
