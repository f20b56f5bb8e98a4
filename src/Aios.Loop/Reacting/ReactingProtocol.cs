using Aios.Loop.Effects;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What the reactor is told and what it decides.</summary>
public static class ReactingProtocol
{
    public interface ICommand;

    public interface IEvent;

    public interface IQuery;

    public interface IReply;

    /// <summary>The scheduler hands over one event; it hears <c>SettleEvent</c> when that is dealt with.</summary>
    public sealed record React(RecordedEvent Recorded) : ICommand;

    /// <summary>A new set of playbooks; runs in flight keep their version.</summary>
    public sealed record AdoptPlaybooks(Catalog Catalog) : ICommand;

    /// <summary>A run that is to be put on record and started.</summary>
    public sealed record Matched(RunPlan Plan, DecisionRecord? Record, long AtWall) : IEvent;

    public sealed record Skipped(long EventSeq, string Reason, DecisionRecord Record) : IEvent;

    /// <summary>A run ended: its target is free, and its cooldown given back unless it was verified or people decided against it.</summary>
    /// <param name="IsShed">The scheduler gave it up before it began.</param>
    public sealed record RunClosed(RunId Run, PlaybookId Playbook, RunPhase Phase, bool IsShed = false) : IEvent;

    /// <summary>Windows took events, or ended.</summary>
    public sealed record WindowsMoved(IReadOnlyList<WindowMove> Moves) : IEvent;

    /// <summary>Its playbook answers the event as soon as the target is free.</summary>
    public sealed record EventHeld(HeldEvent Held, DecisionRecord? Record) : IEvent;

    /// <summary>It waits no longer: it was answered, or another took its place.</summary>
    public sealed record EventReleased(long EventSeq, PlaybookId Playbook, string Reason) : IEvent;

    /// <summary>A run that was over goes on putting back what it did: its target is taken again.</summary>
    public sealed record RunReopened(RunPlan Plan) : IEvent;

    /// <summary>Somebody enabled a playbook: that it watched is no reason to rest.</summary>
    public sealed record RestsEnded(PlaybookId Playbook) : IEvent;

    public sealed record GetPlaybooks : IQuery;

    public sealed record Playbooks(IReadOnlyList<PlaybookView> Items) : IReply;

    public sealed record PlaybookView(Playbook Playbook, Tally Tally, int CoolingGroups)
    {
        public PlaybookStanding Standing { get; init; }
    }

    /// <summary>What became of a playbook's runs since the log begins.</summary>
    public sealed record Tally(int Planned, int Verified, int Failed)
    {
        public static Tally Zero { get; } = new(0, 0, 0);
    }
}
