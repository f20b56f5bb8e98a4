using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Aios.Platform.Tests.Files;
using Microsoft.Data.Sqlite;

namespace Aios.Platform.Tests.Sqlite;

public sealed class SqliteStoreSpecs : IDisposable
{
    private static readonly SqliteStoreSettings Quick = new() { BusyTimeout = TimeSpan.FromMilliseconds(1) };

    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;
    private SqliteStore _store;

    public SqliteStoreSpecs()
    {
        _folder = DataFolder.OpenOrCreate(_temporary.Path);
        _store = SqliteStore.Open(_folder, "aios.db", Quick);
        _store.Write(c => Run(c, "CREATE TABLE t(x INTEGER PRIMARY KEY)")).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _store.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task The_store_runs_in_wal_with_full_sync()
    {
        Assert.Equal("wal", _store.Read(c => Scalar(c, "PRAGMA journal_mode")));
        Assert.Equal(2L, await _store.Write(c => Scalar(c, "PRAGMA synchronous")));
    }

    [Fact]
    public async Task The_writer_brings_its_write_ahead_log_into_the_file_while_it_writes()
    {
        await _store.Write(c => Run(c, "CREATE TABLE large(x BLOB)"));
        for (var i = 0; i < 40; i++)
            await _store.Write(c => Run(c, "INSERT INTO large VALUES (randomblob(400000))"));

        // 16 MB went through it; it is begun anew whenever it has 4 MB and one write more.
        Assert.InRange(new FileInfo(_store.FullPath + "-wal").Length, 1, 6_000_000);
        Assert.InRange(new FileInfo(_store.FullPath).Length, 10_000_000, 20_000_000);
    }

    [Fact]
    public async Task A_write_is_read_back_and_survives_reopening()
    {
        await _store.Write(c => Run(c, "INSERT INTO t VALUES (1)"));
        _store.Dispose();
        _store = SqliteStore.Open(_folder, "aios.db", Quick);

        Assert.Equal(1L, Count());
    }

    [Fact]
    public async Task Writes_that_wait_together_are_one_transaction()
    {
        using var gate = new ManualResetEventSlim();
        var blocker = _store.Write(_ => gate.Wait());
        var changes = Enumerable.Range(1, 50).Select(i => _store.Write(c => InsertAndSeeOthers(c, i))).ToArray();
        gate.Set();
        await blocker;
        await Task.WhenAll(changes);

        Assert.Contains(changes, change => change.Result > 1);
        Assert.Equal(50L, Count());

        static long InsertAndSeeOthers(SqliteConnection connection, int i)
        {
            Run(connection, $"INSERT INTO t VALUES ({i})");
            using var other = new SqliteConnection(connection.ConnectionString);
            other.Open();
            return i - (long)Scalar(other, "SELECT count(*) FROM t")!;
        }
    }

    [Fact]
    public async Task A_bad_write_fails_alone_and_its_neighbours_are_stored_once()
    {
        using var gate = new ManualResetEventSlim();
        var blocker = _store.Write(_ => gate.Wait());
        var first = _store.Write(c => Run(c, "INSERT INTO t VALUES (1)"));
        var bad = _store.Write(c => Run(c, "INSERT INTO t VALUES (1)"));
        var last = _store.Write(c => Run(c, "INSERT INTO t VALUES (2)"));
        gate.Set();
        await Task.WhenAll(blocker, first, last);

        await Assert.ThrowsAsync<SqliteException>(() => bad);
        Assert.Equal(2L, Count());
    }

    [Fact]
    public async Task What_a_body_throws_is_the_answer_with_its_own_cause()
    {
        var thrown = new InvalidOperationException("outer", new FormatException("inner"));

        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Write<int>(_ => throw thrown)));
    }

    [Fact]
    public async Task A_transaction_left_open_or_ended_by_a_body_does_not_reach_the_next_write()
    {
        await Assert.ThrowsAsync<SqliteException>(() => _store.Write(c => Run(c, "COMMIT")));
        await _store.Write(c => Run(c, "INSERT INTO t VALUES (5)"));

        Assert.Equal(1L, Count());
    }

    [Fact]
    public async Task A_locked_database_fails_the_write_and_the_store_goes_on()
    {
        using var other = new SqliteConnection($"Data Source={_store.FullPath};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");
        await Assert.ThrowsAsync<SqliteException>(() => _store.Write(c => Run(c, "INSERT INTO t VALUES (1)")));
        Run(other, "ROLLBACK");

        await _store.Write(c => Run(c, "INSERT INTO t VALUES (1)"));
        Assert.Equal(1L, Count());
    }

    [Fact]
    public async Task One_write_more_than_the_bound_is_refused()
    {
        using var gate = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        using var small = SqliteStore.Open(_folder, "small.db", Quick with { MaxQueued = 2 });
        var blocker = small.Write(_ =>
        {
            started.Set();
            gate.Wait();
        });
        started.Wait();
        var waiting = new[] { small.Write(_ => 1), small.Write(_ => 2) };

        await Assert.ThrowsAsync<SqliteStoreBusyException>(() => small.Write(_ => 3));
        gate.Set();
        await blocker;
        var answers = await Task.WhenAll(waiting);
        Assert.Equal([1, 2], answers);
    }

    [Fact]
    public async Task Closing_finishes_what_was_queued_and_refuses_the_rest()
    {
        var writes = Enumerable.Range(1, 100).Select(i => _store.Write(c => Run(c, $"INSERT INTO t VALUES ({i})"))).ToArray();
        _store.Dispose();

        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _store.Write(_ => 1));
        Assert.Throws<ObjectDisposedException>(() => _store.Read(_ => 1));
    }

    [Fact]
    public async Task What_is_read_together_is_of_one_moment()
    {
        await _store.Write(c => Run(c, "INSERT INTO t VALUES (1)"));
        var (before, after) = _store.ReadMoment(() =>
        {
            var first = Count();
            _store.Write(c => Run(c, "INSERT INTO t VALUES (2)")).GetAwaiter().GetResult();
            return (first, Count());
        });
        Assert.Equal((1L, 1L, 2L), (before, after, Count()));
        Assert.Throws<InvalidOperationException>(() => _store.ReadMoment<int>(() => throw new InvalidOperationException()));
        Assert.Equal(2L, _store.ReadMoment(Count));
    }

    [Fact]
    public void A_reader_cannot_write() =>
        Assert.Throws<SqliteException>(() => _store.Read(c => Scalar(c, "INSERT INTO t VALUES (1) RETURNING x")));

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        _folder.Replace("other.db", "this is certainly no database, only text that goes on and on"u8);

        var error = Assert.Throws<DataFolderException>(() => SqliteStore.Open(_folder, "other.db"));

        Assert.Equal(DataFolderFault.Unreadable, error.Fault);
        Assert.Contains("other.db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_says_its_version_and_where_it_came_from()
    {
        Assert.Matches(@"^3\.\d+\.\d+$", SqliteLibrary.Info.Version);
        Assert.True(new Version(SqliteLibrary.Info.Version) >= new Version(3, 35, 5));
        Assert.Contains(SqliteLibrary.Info.Source, (string[])["libsqlite3.so.0", "e_sqlite3"]);
    }

    private long Count() => (long)_store.Read(c => Scalar(c, "SELECT count(*) FROM t"))!;

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
