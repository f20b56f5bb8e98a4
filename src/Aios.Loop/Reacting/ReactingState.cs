using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aios.Loop.Effects;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Loop.Reacting;

/// <summary>
/// Who is busy, who rests, who waits, what windows have seen, and which runs there were. Cooldowns are on the wall clock, because they outlive
/// the process.
/// </summary>
public sealed record ReactingState
{
    /// <summary>So many planned runs are remembered, to know a redelivered event.</summary>
    public const int Remembered = 20_000;

    private const int RestsBetweenSweeps = 256;

    public static ReactingState Empty { get; } = new();

    public ImmutableDictionary<(PlaybookId Playbook, string Group), long> CoolUntil { get; init; } =
        ImmutableDictionary<(PlaybookId, string), long>.Empty;
    public ImmutableDictionary<string, RunId> BusyTargets { get; init; } = ImmutableDictionary<string, RunId>.Empty;
    public ImmutableDictionary<RunId, (string Target, string Group)> Active { get; init; } =
        ImmutableDictionary<RunId, (string, string)>.Empty;
    public ImmutableSortedDictionary<long, RunId> PlannedFor { get; init; } = ImmutableSortedDictionary<long, RunId>.Empty;
    public ImmutableDictionary<PlaybookId, Tally> Tallies { get; init; } = ImmutableDictionary<PlaybookId, Tally>.Empty;

    /// <summary>What windows have seen.</summary>
    public WindowState Windows { get; init; } = WindowState.Empty;

    /// <summary>Who waits for a busy target.</summary>
    public WaitingState Waiting { get; init; } = WaitingState.Empty;

    /// <summary>What the safeguards look at: put in for one question, and never kept. Null: nothing is held back.</summary>
    [JsonIgnore]
    public Guard? Guard { get; init; }

    public Tally TallyOf(PlaybookId playbook) => Tallies.GetValueOrDefault(playbook, Tally.Zero);

    public ReactingState Apply(IEvent fact) =>
        fact switch
        {
            Matched matched => ApplyPlan(matched.Plan, matched.AtWall),
            Skipped => this,
            RunClosed closed => ApplyClosed(closed),
            RestsEnded ended => this with
            {
                CoolUntil = CoolUntil.RemoveRange(CoolUntil.Keys.Where(key => key.Playbook == ended.Playbook)),
            },
            WindowsMoved moved => this with { Windows = Windows.Apply(moved.Moves) },
            EventHeld held => this with { Waiting = Waiting.Hold(held.Held) },
            EventReleased released => this with { Waiting = Waiting.Release(released.EventSeq) },
            RunReopened reopened => ApplyReopened(reopened.Plan),
            _ => throw new InvalidOperationException($"the reactor does not know {fact.GetType().Name}"),
        };

    // Rests that are over go now and then: a group is often named by an id that never comes again.
    private ImmutableDictionary<(PlaybookId Playbook, string Group), long> Resting(RunPlan plan, long atWall)
    {
        var resting = CoolUntil.SetItem((plan.Playbook, plan.Group), atWall + plan.CooldownMs);
        return resting.Count % RestsBetweenSweeps == 0
            ? resting.RemoveRange(resting.Where(each => each.Value <= atWall).Select(each => each.Key))
            : resting;
    }

    private static ImmutableSortedDictionary<long, RunId> Trimmed(ImmutableSortedDictionary<long, RunId> planned) =>
        planned.Count > Remembered ? planned.Remove(planned.Keys.First()) : planned;

    private ReactingState ApplyPlan(RunPlan plan, long atWall)
    {
        // It takes no target, and the event may be answered by another besides.
        if (plan.IsShadow)
            return this with
            {
                CoolUntil = Resting(plan, atWall),
                PlannedFor = PlannedFor.ContainsKey(plan.EventSeq) ? PlannedFor : Trimmed(PlannedFor.Add(plan.EventSeq, plan.Id)),
            };
        var tally = TallyOf(plan.Playbook);
        return this with
        {
            CoolUntil = Resting(plan, atWall),
            BusyTargets = BusyTargets.SetItem(plan.Target, plan.Id),
            Active = Active.SetItem(plan.Id, (plan.Target, plan.Group)),
            PlannedFor = Trimmed(PlannedFor.SetItem(plan.EventSeq, plan.Id)),
            Tallies = Tallies.SetItem(plan.Playbook, tally with { Planned = tally.Planned + 1 }),
        };
    }

    private ReactingState ApplyClosed(RunClosed closed)
    {
        if (!Active.TryGetValue(closed.Run, out var run))
            return this;
        var tally = TallyOf(closed.Playbook);
        var verified = closed.Phase == RunPhase.Verified;
        return this with
        {
            Active = Active.Remove(closed.Run),
            BusyTargets = BusyTargets.GetValueOrDefault(run.Target) == closed.Run ? BusyTargets.Remove(run.Target) : BusyTargets,
            CoolUntil = Rests(closed, run.Target) ? CoolUntil : CoolUntil.Remove((closed.Playbook, run.Group)),
            Tallies = Tallies.SetItem(
                closed.Playbook,
                verified ? tally with { Verified = tally.Verified + 1 }
                    : closed.Phase.IsByPeople() ? tally
                    : tally with { Failed = tally.Failed + 1 }
            ),
        };
    }

    // What people ended, or only watched, is not asked about again with the next event. What overload kept from its work is, and what made room
    // for a newer event of its own playbook.
    private bool Rests(RunClosed closed, string target) =>
        closed.Phase is RunPhase.Verified or RunPhase.Shadowed or RunPhase.Denied
        || (
            closed is { Phase: RunPhase.Cancelled, IsShed: false }
            && !Waiting.For(target).Any(held => held.Cancels == closed.Run && held.Playbook == closed.Playbook)
        );

    private ReactingState ApplyReopened(RunPlan plan)
    {
        var tally = TallyOf(plan.Playbook);
        return Active.ContainsKey(plan.Id)
            ? this
            : this with
            {
                BusyTargets = BusyTargets.SetItem(plan.Target, plan.Id),
                Active = Active.SetItem(plan.Id, (plan.Target, plan.Group)),
                Tallies = Tallies.SetItem(plan.Playbook, tally with { Failed = Math.Max(0, tally.Failed - 1) }),
            };
    }
}
