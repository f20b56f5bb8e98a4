using System.Collections.Immutable;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Rollback;

/// <summary>What every actor with a past is asked about it, and how it is set back. Nothing is erased: a rollback is one more fact.</summary>
public static class RollbackProtocol
{
    public interface ICommand;

    public interface IEvent;

    public interface IQuery;

    public interface IReply;

    /// <summary>Answered with <see cref="Snapshots"/>.</summary>
    public sealed record GetSnapshots : IQuery;

    /// <summary>What would change. Answered with <see cref="Preview"/> or <see cref="Refused"/>.</summary>
    public sealed record PreviewRollback(RollbackTarget To) : IQuery;

    /// <summary>Answered with <see cref="Applied"/> once it is on disk, or with <see cref="Refused"/>.</summary>
    /// <param name="Reason">Why, in the words of who asked.</param>
    public sealed record Rollback(RollbackTarget To, string Reason, string Who) : ICommand;

    /// <summary>From here on the actor's state is that of an earlier fact.</summary>
    /// <param name="FromSeq">The last fact before this one: going back to it undoes the rollback.</param>
    /// <param name="State">What the state was at <paramref name="ToSeq"/>, members that never go back as they are now.</param>
    public sealed record RolledBack(long FromSeq, long ToSeq, JsonElement State, string Reason, string Who, Moment At) : IEvent;

    /// <summary>The event log has what the facts up to this one had to say.</summary>
    public sealed record SayingsConfirmed(long UpTo) : IEvent;

    /// <param name="Fixed">Why no rollback of it is possible; null when one is.</param>
    public sealed record Snapshots(string Actor, long LastSeq, Kept Kept, string? Fixed = null) : IReply;

    public sealed record Preview(string Actor, long FromSeq, long ToSeq, long ToWall, ImmutableArray<Difference> Differences) : IReply;

    /// <param name="Seq">Of the fact that the rollback is.</param>
    public sealed record Applied(Preview Preview, long Seq) : IReply;

    public sealed record Refused(Refusal Refusal) : IReply;
}

/// <summary>Where to: exactly one of the three.</summary>
/// <param name="Seq">The state after this fact.</param>
/// <param name="Wall">The state at this time, in milliseconds since the Unix epoch.</param>
/// <param name="Snapshot">A snapshot by its name, <c>ACTOR@SEQ</c>.</param>
public sealed record RollbackTarget(long? Seq = null, long? Wall = null, string? Snapshot = null);

/// <param name="Seq">Of the last fact that is in it.</param>
/// <param name="AtWall">When it was taken, in milliseconds since the Unix epoch.</param>
public sealed record KeptSnapshot(long Seq, long AtWall);

/// <summary>One member that a rollback changes, as text; empty where there is none.</summary>
public sealed record Difference(string Member, string Now, string Then);
