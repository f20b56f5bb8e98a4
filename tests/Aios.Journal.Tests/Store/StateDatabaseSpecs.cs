using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;

namespace Aios.Journal.Tests.Store;

public sealed class StateDatabaseSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opening_twice_finds_the_same_tables()
    {
        StateDatabase.Open(_folder.Data).Dispose();
        StateDatabase.Open(_folder.Data).Dispose();
    }

    [Fact]
    public async Task A_newer_version_is_refused_and_left_alone()
    {
        using (var store = StateDatabase.Open(_folder.Data))
            await store.Write(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA user_version = 99";
                return command.ExecuteNonQuery();
            });

        var error = Assert.Throws<DataFolderException>(() => StateDatabase.Open(_folder.Data));

        Assert.Equal(DataFolderFault.Unreadable, error.Fault);
        Assert.Contains("aios.db: its version is 99, this version reads up to ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_version_1_is_brought_up_with_all_that_is_in_it()
    {
        using (var old = SqliteStore.Open(_folder.Data, StateDatabase.FileName))
            await old.Write(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = $$"""
                    {{StateSchema.Steps[0]}}
                    INSERT INTO cursor VALUES ('scheduler', 41);
                    INSERT INTO effect (effect_id, run_id, step, attempt, risk, action, timeout_ms, idempotent, intent_at, result, detail,
                        output, duration_ms, outcome_at)
                    VALUES ('r/a#1', 'r', 'a', 1, 'read', '{"kind":"process","arguments":["/bin/true"]}', 5, 0, 7, 'ok', 'd', '', 3, 9);
                    INSERT INTO effect (effect_id, run_id, step, attempt, risk, action, timeout_ms, idempotent, intent_at)
                    VALUES ('r/b#1', 'r', 'b', 1, 'read', '{"kind":"process","arguments":["/bin/true"]}', 5, 0, 8);
                    PRAGMA user_version = 1;
                    """;
                return command.ExecuteNonQuery();
            });

        using var store = StateDatabase.Open(_folder.Data);

        var ledger = new EffectLedger(store, _folder.Time);
        Assert.Equal(41, new CursorStore(store).Read("scheduler"));
        Assert.Equal(
            (EffectResult.Ok, OutcomeSource.Seen),
            (ledger.OfRun(new("r"))[0].Outcome!.Result, ledger.OfRun(new("r"))[0].Outcome!.Source)
        );
        Assert.Equal(1, await ledger.MarkUnknown());
    }

    [Fact]
    public async Task Tables_of_the_same_name_by_somebody_else_are_named()
    {
        using (var store = SqliteStore.Open(_folder.Data, StateDatabase.FileName))
            await store.Write(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "CREATE TABLE cursor (x)";
                return command.ExecuteNonQuery();
            });

        Assert.Contains(
            "cannot prepare the tables",
            Assert.Throws<DataFolderException>(() => StateDatabase.Open(_folder.Data)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_that_another_process_holds_is_no_damage()
    {
        using (StateDatabase.Open(_folder.Data)) { }
        using var other = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={_folder.Data.PathOf(StateDatabase.FileName)};Pooling=False"
        );
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        var quick = new SqliteStoreSettings { BusyTimeout = TimeSpan.FromMilliseconds(1) };
        var error = Assert.Throws<DataFolderException>(() => StateDatabase.Open(_folder.Data, quick));

        Assert.Contains("Another process holds it", error.Remedy, StringComparison.Ordinal);
    }
}
