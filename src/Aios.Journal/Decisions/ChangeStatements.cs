using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Decisions;

/// <summary>Keeps decisions as they were, then changes their outcome. Used only inside a store's write, so on one thread.</summary>
/// <param name="concerned">Which decisions.</param>
internal sealed class ChangeStatements(string concerned)
{
    /// <summary>Only what is pending changes, so that the same change twice is one; only what is older than the change.</summary>
    public const string OfAll = "stage = $stage AND outcome = 'pending' AND position < $before";

    /// <summary>Found by the few decisions of the run, not among all that are pending: a plus keeps an index from being taken.</summary>
    public const string OfRun = "run_id = $run AND +stage = $stage AND +outcome = 'pending' AND position < $before";

    private readonly PreparedStatement _keep = new(
        $"""
        INSERT OR IGNORE INTO decision_version (position, version, at, outcome, outcome_why)
        SELECT position, version, $at, outcome, outcome_why FROM decision WHERE {concerned}
        """
    );

    private readonly PreparedStatement _change = new(
        $"UPDATE decision SET outcome = $outcome, outcome_why = $why, version = version + 1 WHERE {concerned}"
    );

    public void Execute(SqliteConnection connection, DecisionChange change)
    {
        (string, object?)[] which =
        [
            ("$stage", EffectRow.Word(change.Stage)),
            ("$before", change.Seq),
            .. change.Run is null ? Array.Empty<(string, object?)>() : [("$run", change.Run)],
        ];
        _keep.Execute(connection, [("$at", change.At), .. which]);
        _change.Execute(connection, [("$outcome", EffectRow.Word(change.Outcome)), ("$why", change.Why), .. which]);
    }
}
