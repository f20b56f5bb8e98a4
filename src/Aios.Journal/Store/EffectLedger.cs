using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Store;

/// <summary>The effect ledger in the table <c>effect</c>: an intent is on disk before the effect, its outcome after it.</summary>
public sealed class EffectLedger(SqliteStore store, TimeProvider time) : IEffectLedger
{
    private readonly PreparedStatement _insert = new(
        """
        INSERT INTO effect (effect_id, run_id, step, attempt, risk, action, timeout_ms, idempotent, trace_id, intent_at, unknown_at)
        VALUES ($id, $run, $step, $attempt, $risk, $action, $timeout, $idempotent, $trace, $at, $unknown)
        ON CONFLICT (effect_id) DO UPDATE SET intent_at = excluded.intent_at, unknown_at = NULL WHERE idempotent AND outcome_at IS NULL
        """
    );

    private readonly PreparedStatement _finish = new(
        """
        UPDATE effect SET result = $result, detail = $detail, exit_code = $exit, output = $output, duration_ms = $duration, source = $source,
            outcome_at = $at
        WHERE effect_id = $id AND outcome_at IS NULL
        """
    );

    public Task RecordIntent(EffectIntent intent) =>
        store.Write(connection => Insert(connection, intent, time.GetUtcNow().ToUnixTimeMilliseconds(), null));

    public Task RecordOutcome(EffectOutcome outcome) =>
        store.Write(connection => Finish(connection, outcome, time.GetUtcNow().ToUnixTimeMilliseconds()));

    public IReadOnlyList<EffectRecord> OpenIntents() => Select("outcome_at IS NULL", null);

    public IReadOnlyList<EffectRecord> OfRun(RunId run) => Select("run_id = $key", run.Value);

    public EffectRecord? Find(EffectId id) => Select("effect_id = $key", id.Value).FirstOrDefault();

    public IReadOnlyList<EffectRecord> List(EffectQuery query)
    {
        var standing = query.Standing switch
        {
            EffectStanding.Open => "outcome_at IS NULL AND unknown_at IS NULL",
            EffectStanding.Unknown => "outcome_at IS NULL AND unknown_at IS NOT NULL",
            EffectStanding.Finished => "outcome_at IS NOT NULL",
            _ => "true",
        };
        var run = query.Run is null ? "true" : "run_id = $key";
        var after = query.After is null ? "true" : "position < (SELECT position FROM effect WHERE effect_id = $after)";
        return store.Read(connection =>
            Query(connection, $"{standing} AND {run} AND {after}", query.Run?.Value, $"DESC LIMIT {query.Limit}", query.After?.Value)
        );
    }

    /// <summary>All of it, oldest first, a page at a time.</summary>
    public IEnumerable<EffectRecord> All()
    {
        const int Page = 1_000;
        var after = 0L;
        List<EffectRecord> page;
        do
        {
            (page, after) = store.Read(connection => PageAfter(connection, after, Page));
            foreach (var record in page)
                yield return record;
        } while (page.Count == Page);
    }

    public Task<int> MarkUnknown() =>
        store.Write(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE effect SET unknown_at = $at WHERE outcome_at IS NULL AND unknown_at IS NULL";
            command.Parameters.AddWithValue("$at", time.GetUtcNow().ToUnixTimeMilliseconds());
            command.ExecuteNonQuery();
            command.CommandText = "SELECT count(*) FROM effect WHERE outcome_at IS NULL";
            return (int)(long)command.ExecuteScalar()!;
        });

    /// <summary>
    /// Fills in what the event log tells and the ledger does not have: attempts that are not there, unknown unless their outcome is on
    /// record, and outcomes that are missing. What the ledger has stays.
    /// </summary>
    /// <returns>How many lines were made or finished.</returns>
    public Task<int> FillIn(IEnumerable<EffectRecord> told) =>
        store.Write(connection =>
        {
            var filled = 0;
            foreach (var record in told)
            {
                var known = Query(connection, "effect_id = $key", record.Intent.Id.Value);
                if (known is [{ Outcome: not null }] || (known.Count == 1 && record.Outcome is null))
                    continue;
                // Refused before its intent was recorded: it was never begun.
                if (known.Count == 0 && record.Outcome is { Result: EffectResult.Refused or EffectResult.Unrecorded })
                    continue;
                if (known.Count == 0)
                    Insert(
                        connection,
                        record.Intent,
                        record.IntentAt,
                        record.Outcome is null ? time.GetUtcNow().ToUnixTimeMilliseconds() : null
                    );
                if (record.Outcome is { } outcome)
                    Finish(connection, outcome, record.OutcomeAt!.Value);
                filled++;
            }
            return filled;
        });

    private void Insert(SqliteConnection connection, EffectIntent intent, long at, long? unknownAt)
    {
        var changed = _insert.Execute(
            connection,
            ("$id", intent.Id.Value),
            ("$run", intent.Run.Value),
            ("$step", intent.Step),
            ("$attempt", intent.Attempt),
            ("$risk", EffectRow.Word(intent.Risk)),
            ("$action", EffectActionJson.Write(intent.Action)),
            ("$timeout", (long)intent.Timeout.TotalMilliseconds),
            ("$idempotent", intent.Idempotent),
            ("$trace", intent.TraceId),
            ("$at", at),
            ("$unknown", unknownAt)
        );
        if (changed == 0)
            throw new InvalidOperationException($"effect {intent.Id} is on record already: an attempt is made once");
    }

    private void Finish(SqliteConnection connection, EffectOutcome outcome, long at)
    {
        var changed = _finish.Execute(
            connection,
            ("$id", outcome.Id.Value),
            ("$result", EffectRow.Word(outcome.Result)),
            ("$detail", outcome.Detail),
            ("$exit", outcome.ExitCode),
            ("$output", outcome.Output),
            ("$duration", outcome.DurationMs),
            ("$source", EffectRow.Word(outcome.Source)),
            ("$at", at)
        );
        if (changed == 0 && Query(connection, "effect_id = $key", outcome.Id.Value).Count == 0)
            throw new InvalidOperationException($"effect {outcome.Id} has no intent on record: record the intent first");
    }

    private IReadOnlyList<EffectRecord> Select(string condition, string? key) =>
        store.Read(connection => Query(connection, condition, key));

    private static (List<EffectRecord>, long) PageAfter(SqliteConnection connection, long after, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {EffectRow.Columns}, position FROM effect WHERE position > $after ORDER BY position LIMIT {most}";
        command.Parameters.AddWithValue("$after", after);
        using var rows = command.ExecuteReader();
        var found = new List<EffectRecord>();
        while (rows.Read())
        {
            found.Add(EffectRow.Read(rows));
            after = rows.GetInt64(rows.FieldCount - 1);
        }
        return (found, after);
    }

    private static List<EffectRecord> Query(
        SqliteConnection connection,
        string condition,
        string? key,
        string order = "",
        string? after = null
    )
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {EffectRow.Columns} FROM effect WHERE {condition} ORDER BY position {order}";
        if (key is not null)
            command.Parameters.AddWithValue("$key", key);
        if (after is not null)
            command.Parameters.AddWithValue("$after", after);
        using var rows = command.ExecuteReader();
        var found = new List<EffectRecord>();
        while (rows.Read())
            found.Add(EffectRow.Read(rows));
        return found;
    }
}
