using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Store;

/// <summary>Reads rows of the table <c>effect</c>; words stand there in lower case with underscores.</summary>
internal static class EffectRow
{
    public const string Columns =
        "effect_id, run_id, step, attempt, risk, action, timeout_ms, idempotent, trace_id, intent_at, result, detail, exit_code, output, duration_ms, outcome_at, unknown_at, source";

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static EffectRecord Read(SqliteDataReader row)
    {
        var id = new EffectId(row.GetString(0));
        var intent = new EffectIntent(
            id,
            new RunId(row.GetString(1)),
            row.GetString(2),
            row.GetInt32(3),
            Parse<Risk>(row.GetString(4)),
            EffectActionJson.Read(row.GetString(5)),
            TimeSpan.FromMilliseconds(row.GetInt64(6)),
            row.GetBoolean(7),
            row.IsDBNull(8) ? null : row.GetString(8)
        );
        long? unknownAt = row.IsDBNull(16) ? null : row.GetInt64(16);
        return row.IsDBNull(15)
            ? new EffectRecord(intent, row.GetInt64(9), null, null, unknownAt)
            : new EffectRecord(intent, row.GetInt64(9), Outcome(id, row), row.GetInt64(15), unknownAt);
    }

    private static EffectOutcome Outcome(EffectId id, SqliteDataReader row) =>
        new(
            id,
            Parse<EffectResult>(row.GetString(10)),
            row.GetString(11),
            row.IsDBNull(12) ? null : row.GetInt32(12),
            row.GetString(13),
            row.GetInt64(14),
            Parse<OutcomeSource>(row.GetString(17))
        );

    public static T Parse<T>(string word)
        where T : struct, Enum =>
        Enum.TryParse(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out T value)
            ? value
            : throw new InvalidDataException($"aios.db holds the {typeof(T).Name} {Shown.Quote(word)}, which this version does not know");
}
