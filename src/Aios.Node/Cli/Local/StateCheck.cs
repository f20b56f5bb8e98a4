using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

/// <summary>Folds what is kept of the log and compares what it tells with <c>aios.db</c>; a node that runs meanwhile is no hindrance.</summary>
/// <param name="Differences">One line each; empty: both say the same.</param>
internal sealed record StateCheck(int Runs, int Effects, int Decisions, int Cursors, IReadOnlyList<string> Differences)
{
    private const int MostShown = 100;
    private const int MostTries = 3;

    /// <param name="before">The log up to here is known to be older than the database; by default what is there now is.</param>
    /// <exception cref="LogCorruptException">A line is none of the log's.</exception>
    public static StateCheck Run(DataFolder folder, TimeProvider clock, long before = long.MaxValue)
    {
        for (var again = 0; ; again++)
        {
            var floor = LogFloor.Of(folder);
            var found = Run(folder, clock, before, floor);
            // Retention went on meanwhile: the two were not looked at from the same place.
            if (again == MostTries || found.Differences.Count == 0 || LogFloor.Of(folder) == floor)
                return found;
        }
    }

    private static StateCheck Run(DataFolder folder, TimeProvider clock, long before, LogFloor floor)
    {
        var log = new EventLogReader(folder);
        var replay = new StateReplay(floor);
        foreach (var recorded in log.Query(new EventFilter { FromSeq = floor.Seq + 1, ToSeq = before }))
            replay.Apply(recorded);
        var finished = replay.Finished();
        using var store = StateDatabase.OpenReader(folder);
        var (ledger, effects) = (new EffectLedger(store, clock), 0);
        // The database as it is now; the log goes on until it has told all that this can be about.
        return store.ReadMoment(() =>
        {
            var cursors = new CursorStore(store).All();
            var decisions = new DecisionStore(store).Positions();
            foreach (var recorded in log.From(replay.Seq + 1))
                replay.Apply(recorded);
            var differences = replay.Differences(finished, Counted(), cursors, decisions);
            return new StateCheck(replay.Effects.Runs, effects, decisions.Count, cursors.Count, differences);
        });

        IEnumerable<EffectRecord> Counted()
        {
            foreach (var record in ledger.All())
            {
                effects++;
                yield return record;
            }
        }
    }

    public JsonElement Item() =>
        LooseJson.Object(
            ("same", Differences.Count == 0),
            ("runs", Runs),
            ("effects", Effects),
            ("decisions", Decisions),
            ("cursors", Cursors),
            ("differences", Differences.Take(MostShown))
        );
}
