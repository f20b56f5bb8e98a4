using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Store;

/// <summary>Tokens, logins, sessions and kept answers in the tables <c>access_*</c>.</summary>
public sealed class AccessStore(SqliteStore store) : IAccessStore
{
    private const long DayMs = 24L * 60 * 60 * 1_000;

    public Task<IReadOnlyList<AccessToken>> Tokens() =>
        Task.FromResult<IReadOnlyList<AccessToken>>(store.Read(connection => ReadTokens(connection, "", null)));

    public Task<AccessToken?> TokenOf(string hash) =>
        Task.FromResult(store.Read(connection => ReadTokens(connection, "WHERE hash = $value", hash).FirstOrDefault()));

    public Task Add(AccessToken token) =>
        store.Write(connection =>
            Change(
                connection,
                """
                INSERT INTO access_token (id, name, role, hash, created_at, created_by, expires_at, revoked_at)
                VALUES ($id, $name, $role, $hash, $created, $by, $expires, $revoked)
                """,
                ("$id", token.Id),
                ("$name", token.Name),
                ("$role", token.Role.Text()),
                ("$hash", token.Hash),
                ("$created", token.CreatedAt),
                ("$by", token.CreatedBy),
                ("$expires", token.ExpiresAt),
                ("$revoked", token.RevokedAt)
            )
        );

    public Task<bool> Revoke(string tokenId, long at) =>
        store.Write(connection =>
        {
            if (ReadTokens(connection, "WHERE id = $value AND revoked_at IS NULL", tokenId) is not [var token])
                return false;
            Change(connection, "UPDATE access_token SET revoked_at = $at WHERE id = $id", ("$at", at), ("$id", tokenId));
            Change(connection, "DELETE FROM access_session WHERE person = $person", ("$person", token.Person));
            Change(connection, "DELETE FROM access_login WHERE person = $person", ("$person", token.Person));
            return true;
        });

    public Task Add(AccessLogin login) =>
        store.Write(connection =>
            Change(
                connection,
                "INSERT INTO access_login (hash, person, role, expires_at) VALUES ($hash, $person, $role, $expires)",
                ("$hash", login.Hash),
                ("$person", login.Person),
                ("$role", login.Role.Text()),
                ("$expires", login.ExpiresAt)
            )
        );

    public Task<AccessLogin?> Spend(string hash, long now) =>
        store.Write(connection =>
        {
            var found = One(
                connection,
                "SELECT hash, person, role, expires_at FROM access_login WHERE hash = $hash AND expires_at > $now",
                row => new AccessLogin(row.GetString(0), row.GetString(1), Role(row.GetString(2)), row.GetInt64(3)),
                ("$hash", hash),
                ("$now", now)
            );
            Change(connection, "DELETE FROM access_login WHERE hash = $hash", ("$hash", hash));
            return found;
        });

    public Task Add(AccessSession session) =>
        store.Write(connection =>
            Change(
                connection,
                "INSERT INTO access_session (hash, person, role, created_at, expires_at) VALUES ($hash, $person, $role, $created, $expires)",
                ("$hash", session.Hash),
                ("$person", session.Person),
                ("$role", session.Role.Text()),
                ("$created", session.CreatedAt),
                ("$expires", session.ExpiresAt)
            )
        );

    public Task<AccessSession?> SessionOf(string hash) =>
        Task.FromResult(
            store.Read(connection =>
                One(
                    connection,
                    "SELECT hash, person, role, created_at, expires_at FROM access_session WHERE hash = $hash",
                    row => new AccessSession(row.GetString(0), row.GetString(1), Role(row.GetString(2)), row.GetInt64(3), row.GetInt64(4)),
                    ("$hash", hash)
                )
            )
        );

    public Task End(string sessionHash) =>
        store.Write(connection => Change(connection, "DELETE FROM access_session WHERE hash = $hash", ("$hash", sessionHash)));

    public Task<KeptAnswer?> Begin(KeptAnswer running) =>
        store.Write(connection =>
        {
            Change(
                connection,
                "DELETE FROM access_answer WHERE key = $key AND at < $old",
                ("$key", running.Key),
                ("$old", running.At - DayMs)
            );
            var kept = One(
                connection,
                "SELECT key, request_hash, status, content_type, body, at FROM access_answer WHERE key = $key",
                row => new KeptAnswer(
                    row.GetString(0),
                    row.GetString(1),
                    row.IsDBNull(2) ? null : row.GetInt32(2),
                    row.IsDBNull(3) ? null : row.GetString(3),
                    row.IsDBNull(4) ? null : row.GetString(4),
                    row.GetInt64(5)
                ),
                ("$key", running.Key)
            );
            if (kept is null)
                Change(
                    connection,
                    "INSERT INTO access_answer (key, request_hash, at) VALUES ($key, $hash, $at)",
                    ("$key", running.Key),
                    ("$hash", running.RequestHash),
                    ("$at", running.At)
                );
            return kept;
        });

    public Task Finish(KeptAnswer answer) =>
        store.Write(connection =>
            Change(
                connection,
                "UPDATE access_answer SET status = $status, content_type = $type, body = $body WHERE key = $key",
                ("$status", answer.Status),
                ("$type", answer.ContentType),
                ("$body", answer.Body),
                ("$key", answer.Key)
            )
        );

    public Task Tidy(long now) =>
        store.Write(connection =>
        {
            Change(connection, "DELETE FROM access_login WHERE expires_at <= $now", ("$now", now));
            Change(connection, "DELETE FROM access_session WHERE expires_at <= $now", ("$now", now));
            Change(connection, "DELETE FROM access_answer WHERE at < $old", ("$old", now - DayMs));
        });

    private static IReadOnlyList<AccessToken> ReadTokens(SqliteConnection connection, string where, string? value)
    {
        const string Columns = "SELECT id, name, role, hash, created_at, created_by, expires_at, revoked_at FROM access_token";
        using var command = Command(connection, $"{Columns} {where} ORDER BY created_at, id", [("$value", value)]);
        using var rows = command.ExecuteReader();
        var found = new List<AccessToken>();
        while (rows.Read())
            found.Add(
                new AccessToken(
                    rows.GetString(0),
                    rows.GetString(1),
                    Role(rows.GetString(2)),
                    rows.GetString(3),
                    rows.GetInt64(4),
                    rows.GetString(5),
                    rows.IsDBNull(6) ? null : rows.GetInt64(6),
                    rows.IsDBNull(7) ? null : rows.GetInt64(7)
                )
            );
        return found;
    }

    private static VerbRole Role(string word) => Enum.Parse<VerbRole>(word, ignoreCase: true);

    private static int Change(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    private static T? One<T>(
        SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values
    )
        where T : class
    {
        using var command = Command(connection, sql, values);
        using var rows = command.ExecuteReader();
        return rows.Read() ? read(rows) : null;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
