using Aios.Journal.Store;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Maintenance;

/// <summary>The table <c>standing</c>. The row of kind <c>log</c> says up to which record all of it is.</summary>
internal sealed class StandingTable
{
    private const string Log = "log";

    private readonly PreparedStatement _insert = new("INSERT INTO standing (kind, key, seq, fact) VALUES ($kind, $key, $seq, $fact)");

    public static Standing Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT kind, key, seq, fact FROM standing ORDER BY seq, kind, key";
        using var rows = command.ExecuteReader();
        var (upTo, facts) = (0L, new List<StandingFact>());
        while (rows.Read())
            if (rows.GetString(0) == Log)
                upTo = rows.GetInt64(2);
            else
                facts.Add(new StandingFact(rows.GetString(0), rows.GetString(1), rows.GetInt64(2), rows.GetString(3)));
        return new Standing(upTo, facts);
    }

    public void Write(SqliteConnection connection, Standing standing)
    {
        if (standing.UpTo < Read(connection).UpTo)
            return;
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM standing";
        command.ExecuteNonQuery();
        foreach (var fact in standing.Facts.Append(new StandingFact(Log, "", standing.UpTo, "")))
            _insert.Execute(connection, ("$kind", fact.Kind), ("$key", fact.Key), ("$seq", fact.Seq), ("$fact", fact.Text));
    }
}
