using Aios.Engine.Cells.Persistence;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit.Xunit2;
using Microsoft.Data.Sqlite;

namespace Aios.Engine.Tests.Persistence;

/// <summary>What stands in the file, and who may hold it open.</summary>
public sealed class SqliteFileSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aios-persist-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>One life of a system.</summary>
    private sealed class Life : TestKit
    {
        public Life(string settings, SqliteStore? store = null)
            : base(Start(settings, store)) { }

        private static ActorSystem Start(string settings, SqliteStore? store)
        {
            var config = ConfigurationFactory.ParseString("akka.loglevel = WARNING\n" + LedgerSerializer.Settings + settings);
            var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config.WithFallback(DefaultConfig)));
            return ActorSystem.Create("life", store is null ? setup : setup.And(new SqliteStoreSetup(store)));
        }

        public IActorRef Make(string id = "ledger")
        {
            var to = TestActor;
            return Watch(Sys.ActorOf(Props.Create(() => new Ledger(id, to, null))));
        }

        public IActorRef Started(int sum, long last, string id = "ledger")
        {
            var ledger = Make(id);
            ExpectMsg(new Ready(sum, last));
            return ledger;
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Shutdown(Sys, verifySystemShutdown: true);
        }
    }

    private SqliteStore Host() => SqliteStore.Open(DataFolder.OpenOrCreate(_folder.FullName), "host.db");

    [Fact]
    public void Another_system_finds_what_the_last_one_stored()
    {
        using (var first = new Life(SqliteFiles.Settings(_folder)))
        {
            var ledger = first.Started(0, 0);
            ledger.Tell(5);
            first.ExpectMsg(5);
            ledger.Tell(new Total(0));
            first.ExpectMsg<SaveSnapshotSuccess>();
            ledger.Tell(6);
            first.ExpectMsg(11);
        }
        using var second = new Life(SqliteFiles.Settings(_folder));
        second.Started(11, 2);
    }

    [Fact]
    public async Task A_store_that_the_host_has_opened_is_used_and_left_open()
    {
        using var store = Host();
        using (var life = new Life(SqliteFiles.Settings(""), store))
        {
            life.Started(0, 0).Tell(5);
            life.ExpectMsg(5);
        }
        Assert.Equal(1L, store.Read(c => Scalar(c, "SELECT count(*) FROM event_journal")));
        await store.Write(c => Scalar(c, "CREATE TABLE other(x)"));
        using var next = new Life(SqliteFiles.Settings($"Data Source={store.FullPath}"), store);
        next.Started(5, 1);
    }

    [Fact]
    public void The_tables_are_laid_out_as_documented_and_name_no_type()
    {
        using var store = Host();
        using var life = new Life(SqliteFiles.Settings(""), store);
        var ledger = life.Started(0, 0);
        ledger.Tell(5);
        life.ExpectMsg(5);
        ledger.Tell(new Total(0));
        life.ExpectMsg<SaveSnapshotSuccess>();
        Assert.Equal(
            "ordering,persistence_id,sequence_nr,is_deleted,timestamp,manifest,payload,serializer_id,tags",
            store.Read(c => Scalar(c, "SELECT group_concat(name) FROM pragma_table_info('event_journal')"))
        );
        Assert.Equal(
            "persistence_id,sequence_nr",
            store.Read(c => Scalar(c, "SELECT group_concat(name) FROM pragma_table_info('journal_metadata')"))
        );
        Assert.Equal(
            "persistence_id,sequence_nr,created_at,manifest,payload,serializer_id",
            store.Read(c => Scalar(c, "SELECT group_concat(name) FROM pragma_table_info('snapshot')"))
        );
        const string Row = "persistence_id || ' ' || sequence_nr || ' ' || manifest || ' ' || hex(payload) || ' ' || serializer_id";
        Assert.Equal("ledger 1 added 05000000 1001", store.Read(c => Scalar(c, $"SELECT {Row} FROM event_journal")));
        Assert.Equal("ledger 1 total 05000000 1001", store.Read(c => Scalar(c, $"SELECT {Row} FROM snapshot")));
    }

    [Fact]
    public void A_write_that_fails_leaves_those_beside_it_in_the_transaction_alone()
    {
        using var store = Host();
        using var life = new Life(SqliteFiles.Settings(""), store);
        var (first, twin, other) = (life.Started(0, 0), life.Started(0, 0), life.Started(0, 0, "other"));
        first.Tell(1);
        life.ExpectMsg(1);
        using var gate = new ManualResetEventSlim();
        var blocked = store.Write(_ => gate.Wait());
        twin.Tell(2);
        other.Tell(3);
        first.Tell(4);
        gate.Set();
        var told = life.ReceiveN(4);
        Assert.Equal([3, 5], told.OfType<int>().Order());
        Assert.Single(told.OfType<NotPersisted>());
        Assert.True(blocked.IsCompleted);
    }

    [Fact]
    public async Task An_unknown_serializer_is_a_failed_recovery_that_says_so()
    {
        using var store = Host();
        using var life = new Life(SqliteFiles.Settings(""), store);
        var ledger = life.Started(0, 0);
        ledger.Tell(5);
        life.ExpectMsg(5);
        life.Sys.Stop(ledger);
        life.ExpectTerminated(ledger);
        await store.Write(c => Scalar(c, "UPDATE event_journal SET serializer_id = 77"));
        life.Make();
        Assert.Contains(
            "No serializer has the identifier 77 (manifest 'added'); there are: 17 PrimitiveSerializers, 1001 LedgerSerializer",
            life.ExpectMsg<NotRecovered>().Why
        );
    }

    [Fact]
    public void Missing_tables_are_said_to_be_missing_unless_they_may_be_made()
    {
        using var life = new Life(SqliteFiles.Settings($"Data Source={Path.Combine(_folder.FullName, "bare.db")}", "off"));
        life.Make();
        Assert.Contains("bare.db has no table", life.ExpectMsg<NotRecovered>(n => n.Kind == typeof(ConfigurationException)).Why);
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        var file = Path.Combine(_folder.FullName, "actors.db");
        File.WriteAllText(file, string.Concat(Enumerable.Repeat("no database ", 100)));
        using var life = new Life(SqliteFiles.Settings(_folder));
        life.Make();
        Assert.Contains($"{file}: cannot open the database", life.ExpectMsg<NotRecovered>().Why);
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
