using System.Diagnostics.Metrics;
using Aios.Actors.Spine;
using Aios.Engine.Cells.Persistence;
using Aios.Engine.Inspection;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Platform.Sqlite;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using ActorView = Aios.Loop.Surface.ActorView;

namespace Aios.Node.Composition;

/// <summary>What only the embedded engine offers: the one file of this room that a build with another engine leaves out.</summary>
internal static partial class ActorEngine
{
    // The first few come and go with a busy disk.
    private const int FailuresInARow = 5;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    // Archiving a day takes its time, and a disk that hangs is said by its sensor.
    private static readonly TimeSpan LongestOwnTurn = TimeSpan.FromMinutes(10);

    static partial void Keep(SqliteStore store, ref Config config, ref ActorSystemSetup setup) =>
        setup = setup.And(new SqliteStoreSetup(store));

    static partial void Tell(ActorSystem system, object scope, ref Meter? made) => made = TreeInstruments.Of(system, scope);

    static partial void Offer(ActorSystem system, ref IInspector offered) => offered = new Tree(system);

    static partial void Look(ActorSystem system, TimeSpan? longestTurn, ref IEnumerable<Trouble> found) =>
        found = Seen(system, longestTurn);

    private static IEnumerable<Trouble> Seen(ActorSystem system, TimeSpan? longestTurn)
    {
        foreach (var (path, failure) in ActorTree.Failing(system))
            yield return new Trouble(
                $"failing {path}",
                $"actor {path} fails as soon as it is started and is tried again: {Innermost(failure)}"
            );
        foreach (var (id, count, failure) in ActorTree.NotStored(system, FailuresInARow))
            yield return new Trouble(
                $"not stored {id}",
                $"what {id} decided could not be stored {count} times in a row; it is started again each time: {Innermost(failure)}"
            );
        foreach (var held in ActorTree.LongRunning(system, longestTurn ?? LongestTurn))
            if (!held.HasOwnThread || held.For > LongestOwnTurn)
                yield return new Trouble(
                    $"held {held.Path}",
                    $"actor {held.Path} has been at work on {held.Message ?? "its start or end"} for {held.For.TotalSeconds:0} s"
                );
    }

    private static string Innermost(Exception? failure) =>
        failure is { InnerException: { } inner } ? Innermost(inner)
        : failure is null ? "its log says why"
        : $"{failure.GetType().Name}: {failure.Message}";

    /// <summary>Shows the engine's tree as the surfaces know it.</summary>
    private sealed class Tree(ActorSystem system) : IInspector
    {
        public IReadOnlyList<ActorView> Hierarchy(string path, int maxDepth, int maxCount)
        {
            var found = ActorTree.Read(system, path, maxDepth, maxCount);
            var root = found.Count == 0 ? 0 : Level(found[0].Path);
            return
            [
                .. found.Select(actor => new ActorView(
                    actor.Path,
                    Level(actor.Path) - root,
                    actor.Class[(actor.Class.LastIndexOf('.') + 1)..],
                    (int)Math.Min(int.MaxValue, actor.Waiting),
                    actor.Processed,
                    actor.Restarts,
                    actor.LastFailure is { } failure ? $"{failure.GetType().Name}: {failure.Message}" : null,
                    actor.SlowestMessage,
                    actor.Slowest.TotalMilliseconds,
                    [.. actor.Bands.Select(band => new MailboxBand(band.Priority, band.Waiting))],
                    actor.Refused,
                    actor.Suspended
                )),
            ];
        }

        private static int Level(string path) => path.Count(c => c == '/');
    }
}
