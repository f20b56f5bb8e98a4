using System.Text.Json;
using System.Text.Json.Serialization;
using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Decisions;

/// <summary>Rows of the table <c>decision</c>.</summary>
internal static class DecisionRow
{
    public const string Columns =
        "d.position, d.id, d.at, d.stage, d.context, d.options, d.chosen, d.rationale, d.confidence, d.policy, d.cause, d.trace_id, d.run_id, "
        + "d.stakeholders, d.tags, d.consequences, d.outcome, d.outcome_why, d.version";

    public static string Options(IReadOnlyList<DecisionOption> options) =>
        JsonSerializer.Serialize(options, DecisionJson.Default.IReadOnlyListDecisionOption);

    /// <summary>Null for an empty list.</summary>
    public static string? Texts(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : JsonSerializer.Serialize(texts, DecisionJson.Default.IReadOnlyListString);

    public static DecisionEntry Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetInt64(2),
            new DecisionRecord(
                EffectRow.Parse<LoopStage>(row.GetString(3)),
                row.GetString(4),
                JsonSerializer.Deserialize(row.GetString(5), DecisionJson.Default.IReadOnlyListDecisionOption) ?? [],
                Text(row, 6),
                row.GetString(7)
            )
            {
                Confidence = row.IsDBNull(8) ? null : row.GetDouble(8),
                Policy = Text(row, 9),
                Stakeholders = List(row, 13),
                Tags = List(row, 14),
                Consequences = List(row, 15),
            },
            Text(row, 10),
            Text(row, 11),
            Text(row, 12),
            EffectRow.Parse<DecisionOutcome>(row.GetString(16)),
            Text(row, 17),
            row.GetInt32(18)
        );

    public static string? Text(SqliteDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static IReadOnlyList<string> List(SqliteDataReader row, int at) =>
        row.IsDBNull(at) ? [] : JsonSerializer.Deserialize(row.GetString(at), DecisionJson.Default.IReadOnlyListString) ?? [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<DecisionOption>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class DecisionJson : JsonSerializerContext;
