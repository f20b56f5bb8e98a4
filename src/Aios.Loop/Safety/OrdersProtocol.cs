using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>What people order, and what is kept of it.</summary>
public static class OrdersProtocol
{
    /// <summary>Who froze something when it was no person.</summary>
    public const string Node = "aios";

    public interface ICommand
    {
        string By { get; }
    }

    public interface IEvent
    {
        string By { get; }

        /// <summary>Milliseconds since the Unix epoch.</summary>
        long AtWall { get; }
    }

    public interface IQuery;

    public interface IReply;

    /// <summary>The playbook as it is now may act.</summary>
    public sealed record EnablePlaybook(PlaybookFacts Playbook, string By) : ICommand;

    public sealed record DisablePlaybook(PlaybookFacts Playbook, string Reason, string By) : ICommand;

    /// <param name="Playbook">Null: nothing at all is executed.</param>
    /// <param name="RestsOn">The newest of what led to it, milliseconds since the Unix epoch; null when a person says so.</param>
    public sealed record Freeze(PlaybookId? Playbook, string Reason, string By, long? RestsOn = null) : ICommand;

    /// <param name="Playbook">Null: every freeze ends.</param>
    public sealed record Thaw(PlaybookId? Playbook, string By) : ICommand;

    /// <param name="Asked">Its id is given by the rules.</param>
    public sealed record AddSilence(Silence Asked) : ICommand
    {
        public string By => Asked.By;
    }

    public sealed record RemoveSilence(string Id, string By) : ICommand;

    /// <summary>Closes circuits; null: of all playbooks, on all targets.</summary>
    public sealed record ResetCircuits(PlaybookId? Playbook, string? Target, string By) : ICommand;

    /// <param name="Playbook">Null: for everything.</param>
    public sealed record ResetFuse(PlaybookId? Playbook, string By) : ICommand;

    public sealed record PlaybookEnabled(string Playbook, PlaybookShape Shape, string By, long AtWall) : IEvent;

    public sealed record PlaybookDisabled(string Playbook, string Reason, string By, long AtWall) : IEvent;

    /// <summary>Nothing is ordered about it any more, as before anybody enabled or disabled it: only a rollback comes to that.</summary>
    public sealed record PlaybookForgotten(string Playbook, string By, long AtWall) : IEvent;

    /// <param name="Playbook">Null: everything.</param>
    public sealed record Frozen(string? Playbook, string Reason, string By, long AtWall) : IEvent;

    public sealed record Thawed(string? Playbook, string By, long AtWall) : IEvent;

    public sealed record SilenceAdded(Silence Silence, string By, long AtWall) : IEvent;

    public sealed record SilenceRemoved(string Id, string By, long AtWall) : IEvent;

    public sealed record GetOrders : IQuery;

    /// <summary>It is on disk and holds.</summary>
    /// <param name="Said">For people.</param>
    public sealed record Ordered(string Said) : IReply;

    public sealed record Refused(Refusal Refusal) : IReply;

    public sealed record Orders(OrdersState State) : IReply;
}
