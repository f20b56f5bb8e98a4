using System.Text.Json;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Maintenance;

/// <summary>
/// Keeps <c>aios.db</c> as far back as the log: what outlives a deleted day is written down, and what belongs to deleted days goes. The room
/// of what goes is used again by what comes; the file itself does not shrink.
/// </summary>
public sealed class StateKeeper(SqliteStore store)
{
    /// <summary>Rows that one commit deletes: whoever wants to write waits no longer than for these.</summary>
    public const int RowsAtOnce = 500;

    private readonly StandingTable _standing = new();
    private readonly StatePruning _pruning = new(store.Read(FullText.IsThere));

    public Standing Standing() => store.Read(StandingTable.Read);

    /// <summary>On disk when this returns. It takes the place of what stood before, and never goes back.</summary>
    /// <exception cref="IOException">The store did not take it.</exception>
    public void Write(Standing standing) =>
        Done(connection =>
        {
            _standing.Write(connection, standing);
            return 0;
        });

    /// <summary>
    /// Deletes what is below the floor: decisions with their versions and words, and effects that ended before it. Effects that are open or
    /// unknown stay, and with them all of their runs, and the effects of runs that go on.
    /// </summary>
    /// <exception cref="IOException">The store did not take it; the next run goes on.</exception>
    /// <exception cref="OperationCanceledException">It was stopped between two commits; likewise.</exception>
    public PruneReport Prune(LogFloor floor, IEnumerable<RunId> goingOn, CancellationToken stop = default)
    {
        var done = new PruneReport(0, 0);
        if (floor.Seq == 0)
            return done;
        var runs = JsonSerializer.Serialize(goingOn.Select(run => run.Value));
        for (var rows = RowsAtOnce; rows == RowsAtOnce; done = done with { Decisions = done.Decisions + rows })
        {
            stop.ThrowIfCancellationRequested();
            rows = Done(connection => _pruning.Decisions(connection, floor.Seq, RowsAtOnce));
        }
        if (done.Decisions > 0)
            Settle(store.Write(_pruning.GiveBackRoom));
        for (var rows = RowsAtOnce; rows == RowsAtOnce; done = done with { Effects = done.Effects + rows })
        {
            stop.ThrowIfCancellationRequested();
            rows = Done(connection => StatePruning.Effects(connection, floor.Wall, runs, RowsAtOnce));
        }
        return done;
    }

    /// <summary>Deletes what does not depend on the log and has had its time: logins, sessions, and answers to repeated requests.</summary>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public Task Tidy(long now) => new AccessStore(store).Tidy(now);

    private int Done(Func<SqliteConnection, int> body)
    {
        var work = store.Write(body);
        Settle(work);
        return work.Result;
    }

    // Maintenance has a thread of its own to wait on.
    private void Settle(Task work)
    {
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Of(error, store.FullPath, "what belongs to deleted days cannot be put in order");
        }
    }
}

/// <summary>How many rows went.</summary>
public sealed record PruneReport(long Decisions, long Effects);
