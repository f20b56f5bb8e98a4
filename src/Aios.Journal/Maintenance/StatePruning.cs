using Aios.Journal.Store;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Maintenance;

/// <summary>The statements that delete a few of the oldest rows. Used only inside a store's write.</summary>
internal sealed class StatePruning(bool hasText)
{
    // The words have no rows of their own: the index has to be told what they were.
    private const string Words = """
        INSERT INTO decision_text (decision_text, rowid, context, rationale, chosen, options)
            SELECT 'delete', position, context, rationale, chosen, options FROM decision WHERE position <= $last;
        """;

    private const string Rows = """
        DELETE FROM decision_tag WHERE (tag, position) IN
            (SELECT tag.value, decision.position FROM decision, json_each(decision.tags) tag WHERE decision.position <= $last);
        DELETE FROM decision_version WHERE position IN (SELECT position FROM decision WHERE position <= $last);
        DELETE FROM decision WHERE position <= $last;
        """;

    /// <returns>How many went.</returns>
    public int Decisions(SqliteConnection connection, long upToSeq, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT count(*), max(position) FROM (SELECT position FROM decision WHERE position <= $upTo ORDER BY position LIMIT $most)
            """;
        command.Parameters.AddWithValue("$upTo", upToSeq);
        command.Parameters.AddWithValue("$most", most);
        var (count, last) = (0, 0L);
        using (var row = command.ExecuteReader())
            if (row.Read() && row.GetInt32(0) > 0)
                (count, last) = (row.GetInt32(0), row.GetInt64(1));
        if (count == 0)
            return 0;
        using var delete = connection.CreateCommand();
        delete.CommandText = hasText ? Words + Rows : Rows;
        delete.Parameters.AddWithValue("$last", last);
        delete.ExecuteNonQuery();
        return count;
    }

    /// <summary>After the last of them.</summary>
    public void GiveBackRoom(SqliteConnection connection)
    {
        if (hasText)
            FullText.Merge(connection);
    }

    /// <param name="before">Milliseconds since the Unix epoch.</param>
    /// <param name="goingOn">A JSON list of the runs whose effects stay.</param>
    /// <returns>How many went.</returns>
    public static int Effects(SqliteConnection connection, long before, string goingOn, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            DELETE FROM effect WHERE position IN (
                SELECT position FROM effect WHERE outcome_at < $before AND intent_at < $before
                    AND run_id NOT IN (SELECT run_id FROM effect WHERE outcome_at IS NULL)
                    AND run_id NOT IN (SELECT value FROM json_each($runs))
                LIMIT $most)
            """;
        command.Parameters.AddWithValue("$before", before);
        command.Parameters.AddWithValue("$runs", goingOn);
        command.Parameters.AddWithValue("$most", most);
        return command.ExecuteNonQuery();
    }
}
