using Microsoft.Data.Sqlite;

namespace Aios.Journal.Store;

/// <summary>
/// A statement that is compiled once for its connection, its parameters made once. Used only inside a store's write, so on one thread,
/// and always with the same names in the same order.
/// </summary>
internal sealed class PreparedStatement(string sql)
{
    private SqliteCommand? _command;

    public int Execute(SqliteConnection connection, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (_command?.Connection != connection)
        {
            _command = connection.CreateCommand();
            _command.CommandText = sql;
            foreach (var (name, _) in values)
                _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return _command.ExecuteNonQuery();
    }
}
