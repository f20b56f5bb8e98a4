using System.Text.RegularExpressions;
using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Decisions;

/// <summary>Finds decisions, newest first.</summary>
internal static partial class DecisionSearch
{
    public static List<DecisionEntry> Run(SqliteConnection connection, DecisionQuery query)
    {
        var conditions = new List<string>();
        var values = new List<(string, object)>();
        Add("d.stage = $stage", "$stage", query.Stage is { } stage ? EffectRow.Word(stage) : null);
        Add("d.outcome = $outcome", "$outcome", query.Outcome is { } outcome ? EffectRow.Word(outcome) : null);
        Add("d.run_id = $run", "$run", query.Run);
        Add("d.at >= $from", "$from", query.From);
        Add("d.at <= $to", "$to", query.To);
        Add("d.position < $before", "$before", query.Before);
        Add("d.position IN (SELECT position FROM decision_tag WHERE tag = $tag)", "$tag", query.Tag);
        var words = query.Text is { } text ? Words(text) : null;
        if (words is "")
            return [];
        Add("d.position IN (SELECT rowid FROM decision_text WHERE decision_text MATCH $text)", "$text", words);
        var where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        return Run(connection, $"{where} ORDER BY d.position DESC LIMIT {query.Limit}", values);

        void Add(string condition, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            values.Add((name, value));
        }
    }

    public static List<DecisionEntry> Run(SqliteConnection connection, string clauses, IReadOnlyList<(string Name, object Value)> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {DecisionRow.Columns} FROM decision d {clauses}";
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        using var rows = command.ExecuteReader();
        var found = new List<DecisionEntry>();
        while (rows.Read())
            found.Add(DecisionRow.Read(rows));
        return found;
    }

    public static List<DecisionVersion> Versions(SqliteConnection connection, long position)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, at, outcome, outcome_why FROM decision_version WHERE position = $position ORDER BY version";
        command.Parameters.AddWithValue("$position", position);
        using var rows = command.ExecuteReader();
        var found = new List<DecisionVersion>();
        while (rows.Read())
            found.Add(
                new DecisionVersion(
                    rows.GetInt32(0),
                    rows.GetInt64(1),
                    EffectRow.Parse<DecisionOutcome>(rows.GetString(2)),
                    DecisionRow.Text(rows, 3)
                )
            );
        return found;
    }

    // The words as the index knows them, each in quotes: what people type is never the query language.
    private static string Words(string text) => string.Join(' ', Word().Matches(text).Select(word => $"\"{word.Value}\""));

    [GeneratedRegex(@"[\p{L}\p{N}\p{Co}]+")]
    private static partial Regex Word();
}
