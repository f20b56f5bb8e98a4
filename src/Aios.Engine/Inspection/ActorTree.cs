using Aios.Engine.Cells;
using Aios.Engine.Timing;
using Akka.Actor;

namespace Aios.Engine.Inspection;

/// <summary>
/// A look at the actors as they are, from outside and without stopping any: figures of one actor may be of slightly different moments.
/// Costs nothing while nobody looks.
/// </summary>
public static class ActorTree
{
    /// <summary>The actor at the path and all below, parents first.</summary>
    /// <param name="system">Which system.</param>
    /// <param name="path">Such as <c>/user/aios/sensors</c>; <c>/</c> is all, the engine's own actors included.</param>
    /// <param name="maxDepth">Levels below it.</param>
    /// <param name="maxCount">Actors at most: the walk ends there.</param>
    /// <returns>Empty when there is no such actor.</returns>
    public static IReadOnlyList<ActorView> Read(
        ActorSystem system,
        string path = "/user",
        int maxDepth = int.MaxValue,
        int maxCount = int.MaxValue
    )
    {
        var found = new List<ActorView>();
        if (Find((ActorSystemImpl)system, path) is { } cell)
            Walk(cell, found, maxDepth, maxCount);
        return found;
    }

    /// <summary>Actors that have held their thread for longer than this, longest first: what a watchdog asks from time to time.</summary>
    /// <param name="system">Which system.</param>
    /// <param name="bound">Longer than any message should take.</param>
    public static IReadOnlyList<LongRun> LongRunning(ActorSystem system, TimeSpan bound)
    {
        var cells = new List<ActorCell>();
        Collect(((ActorSystemImpl)system).Root.Cell, cells);
        return
        [
            .. cells
                .Select(c => (Cell: c, Since: c.Mailbox.RunningSince))
                .Where(r => r.Since != 0)
                .Select(r => new LongRun(
                    r.Cell.Self.Path.ToStringWithoutAddress(),
                    r.Cell.ActorType.FullName ?? r.Cell.ActorType.Name,
                    r.Cell.Processing?.GetType().Name,
                    MachineClock.Since(r.Since),
                    r.Cell.Mailbox.Dispatcher is PinnedDispatcher
                ))
                .Where(r => r.For > bound)
                .OrderByDescending(r => r.For),
        ];
    }

    /// <summary>Actors whose lives end before they have done anything, so that the next one waits: path and newest failure.</summary>
    public static IReadOnlyList<(string Path, Exception? LastFailure)> Failing(ActorSystem system)
    {
        var cells = new List<ActorCell>();
        Collect(((ActorSystemImpl)system).Root.Cell, cells);
        return
        [
            .. cells.Where(cell => cell.WaitsToRestart).Select(cell => (cell.Self.Path.ToStringWithoutAddress(), cell.Meter.LastFailure)),
        ];
    }

    /// <summary>Persistent actors whose events were not stored so often in a row, over all their lives: id, how often, and why the last time.</summary>
    public static IReadOnlyList<(string PersistenceId, int Count, Exception LastFailure)> NotStored(ActorSystem system, int atLeast) =>
        ((ActorSystemImpl)system).Persistence.Failures.AtLeast(atLeast);

    /// <summary>Messages that reached nobody, and how many of them found no room, since the start of the system.</summary>
    public static (long DeadLetters, long Refused) Lost(ActorSystem system)
    {
        var impl = (ActorSystemImpl)system;
        return (impl.DeadLetterCount, impl.RefusedCount);
    }

    /// <summary>Restarts of all actors since the start of the system, also of those that ended since.</summary>
    public static long Restarts(ActorSystem system) => ((ActorSystemImpl)system).RestartCount;

    private static ActorCell? Find(ActorSystemImpl system, string path)
    {
        var cell = system.Root.Cell;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (cell.AllChildren.FirstOrDefault(c => c.Ref.Path.Name == name) is not { } child)
                return null;
            cell = child.Ref.Cell;
        }
        return cell;
    }

    private static void Walk(ActorCell cell, List<ActorView> found, int depth, int maxCount)
    {
        if (found.Count >= maxCount)
            return;
        var children = cell.AllChildren;
        found.Add(View(cell, children.Count));
        if (depth == 0)
            return;
        foreach (var child in children)
            Walk(child.Ref.Cell, found, depth - 1, maxCount);
    }

    private static void Collect(ActorCell cell, List<ActorCell> found)
    {
        found.Add(cell);
        foreach (var child in cell.AllChildren)
            Collect(child.Ref.Cell, found);
    }

    private static ActorView View(ActorCell cell, int children)
    {
        var queue = cell.Mailbox.Queue;
        return new ActorView(
            cell.Self.Path.ToStringWithoutAddress(),
            cell.ActorType.FullName ?? cell.ActorType.Name,
            queue.Count,
            [.. queue.Bands.Select(b => new BandView(b.Priority, b.Count))],
            cell.Meter.Processed,
            cell.Mailbox.Refused,
            cell.Meter.Restarts,
            cell.Meter.LastFailure,
            cell.Meter.SlowestMessage?.Name,
            cell.Meter.Slowest,
            cell.IsSuspended,
            children
        );
    }
}

/// <summary>One actor at one moment.</summary>
/// <param name="Path">Without the system, such as <c>/user/aios/reactor</c>.</param>
/// <param name="Class">Full name of its type.</param>
/// <param name="Waiting">Messages in the mailbox.</param>
/// <param name="Bands">The same per priority; one entry when the mailbox has no priorities.</param>
/// <param name="Processed">Messages since it was made, over all its lives.</param>
/// <param name="Refused">Messages that found no room.</param>
/// <param name="Restarts">How often it was restarted.</param>
/// <param name="LastFailure">What it failed with last; null when it never did.</param>
/// <param name="SlowestMessage">Type of the message that took longest among those that were timed; null before the first.</param>
/// <param name="Slowest">How long that took.</param>
/// <param name="Suspended">Waits for its supervisor, or stops.</param>
/// <param name="Children">How many it has.</param>
public sealed record ActorView(
    string Path,
    string Class,
    long Waiting,
    IReadOnlyList<BandView> Bands,
    long Processed,
    long Refused,
    int Restarts,
    Exception? LastFailure,
    string? SlowestMessage,
    TimeSpan Slowest,
    bool Suspended,
    int Children
);

/// <param name="Priority">The lowest number goes first.</param>
/// <param name="Waiting">Messages.</param>
public sealed record BandView(int Priority, long Waiting);
