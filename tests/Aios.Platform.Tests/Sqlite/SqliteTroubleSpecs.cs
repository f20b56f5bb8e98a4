using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Aios.Platform.Tests.Files;
using Microsoft.Data.Sqlite;

namespace Aios.Platform.Tests.Sqlite;

/// <summary>A store whose file or disk does not take writes says so, and goes on by itself.</summary>
public sealed class SqliteTroubleSpecs : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;
    private readonly SqliteStore _store;

    public SqliteTroubleSpecs()
    {
        _folder = DataFolder.OpenOrCreate(_temporary.Path);
        _store = SqliteStore.Open(_folder, "aios.db", new() { BusyTimeout = TimeSpan.FromMilliseconds(1) });
        _store.Write(c => Run(c, "CREATE TABLE t(x UNIQUE)")).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _store.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task A_lock_of_another_process_is_told_with_its_remedy_until_a_write_is_stored()
    {
        Assert.Null(_store.Trouble);
        using var other = new SqliteConnection($"Data Source={_store.FullPath};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");
        await Assert.ThrowsAsync<SqliteException>(() => _store.Write(c => Run(c, "INSERT INTO t VALUES (1)")));
        Assert.Contains("Another process holds it", _store.Trouble, StringComparison.Ordinal);
        Run(other, "ROLLBACK");
        await _store.Write(c => Run(c, "INSERT INTO t VALUES (1)"));
        Assert.Null(_store.Trouble);
    }

    [Fact]
    public async Task A_full_disk_fails_every_waiting_write_is_told_and_over_when_there_is_room()
    {
        await _store.Write(c => Run(c, "PRAGMA max_page_count = 4"));
        using var gate = new ManualResetEventSlim();
        var blocker = _store.Write(_ => gate.Wait());
        var large = Enumerable
            .Range(0, 20)
            .Select(i => _store.Write(c => Run(c, $"INSERT INTO t VALUES (randomblob(9000 + {i}))")))
            .ToArray();
        gate.Set();
        await blocker;
        foreach (var write in large)
            Assert.Equal(13, (await Assert.ThrowsAsync<SqliteException>(() => write)).SqliteErrorCode);
        Assert.Contains("Free space on its disk", _store.Trouble, StringComparison.Ordinal);
        await _store.Write(c => Run(c, "PRAGMA max_page_count = 1000"));
        await _store.Write(c => Run(c, "INSERT INTO t VALUES (randomblob(9000))"));
        Assert.Null(_store.Trouble);
    }

    [Fact]
    public async Task A_write_that_is_wrong_in_itself_is_no_trouble_of_the_store()
    {
        await _store.Write(c => Run(c, "INSERT INTO t VALUES (1)"));
        await Assert.ThrowsAsync<SqliteException>(() => _store.Write(c => Run(c, "INSERT INTO t VALUES (1)")));
        Assert.Null(_store.Trouble);
    }

    [Fact]
    public async Task The_write_ahead_log_that_a_long_reader_made_grow_is_cut_when_it_has_ended()
    {
        using var reader = new SqliteConnection($"Data Source={_store.FullPath};Pooling=False");
        reader.Open();
        Run(reader, "BEGIN");
        Run(reader, "SELECT count(*) FROM t");
        for (var i = 0; i < 90; i++)
            await _store.Write(c => Run(c, "INSERT INTO t VALUES (randomblob(1024 * 1024))"));
        Assert.True(LogBytes() > 90L << 20, $"the reader should hold it up, it has {LogBytes()} bytes");
        Run(reader, "COMMIT");
        for (var i = 0; i < 3; i++)
            await _store.Write(c => Run(c, "INSERT INTO t VALUES (randomblob(6 * 1024 * 1024))"));
        Assert.InRange(LogBytes(), 1, 65L << 20);
    }

    [Fact]
    public async Task Closing_brings_everything_into_the_one_file_although_statements_are_left_open()
    {
        SQLitePCL.sqlite3_stmt? left = null;
        await _store.Write(c =>
        {
            Run(c, "INSERT INTO t VALUES (7)");
            SQLitePCL.raw.sqlite3_prepare_v2(c.Handle, "SELECT x FROM t", out left);
        });
        _store.Dispose();

        Assert.True(!File.Exists(_store.FullPath + "-wal") || LogBytes() == 0);
        File.Copy(_store.FullPath, _folder.PathOf("copy.db"));
        using var copy = new SqliteConnection($"Data Source={_folder.PathOf("copy.db")};Pooling=False");
        copy.Open();
        using var command = copy.CreateCommand();
        command.CommandText = "SELECT x FROM t";
        Assert.Equal(7L, command.ExecuteScalar());
        left!.Dispose();
    }

    private long LogBytes() => new FileInfo(_store.FullPath + "-wal").Length;

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
