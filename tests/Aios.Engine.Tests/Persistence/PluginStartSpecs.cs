using Akka.Actor;
using Akka.Configuration;

namespace Aios.Engine.Tests.Persistence;

public sealed class PluginStartSpecs() : VirtualTime(TestJournal.Settings + Faults)
{
    private const string Faults = """
        test-journal { key = twice, failing-starts = 2 }
        no-class { }
        no-journal { class = "Akka.Persistence.Snapshot.MemorySnapshotStore, Aios.Engine" }
        no-file { class = "Akka.Persistence.Sqlite.Journal.SqliteJournal, Aios.Engine", table-name = t, metadata-table-name = m }
        in-memory { class = "Akka.Persistence.Sqlite.Journal.SqliteJournal, Aios.Engine", table-name = t, metadata-table-name = m, connection-string = "Data Source=:memory:" }
        odd-table { class = "Akka.Persistence.Sqlite.Journal.SqliteJournal, Aios.Engine", table-name = "t; DROP TABLE x", metadata-table-name = m }
        """;

    private sealed class Using : Akka.Persistence.ReceivePersistentActor
    {
        private readonly IActorRef _to;

        public Using(IActorRef to, string journal, string id = "id")
        {
            _to = to;
            JournalPluginId = journal;
            PersistenceId = id;
            CommandAny(to.Tell);
        }

        public override string PersistenceId { get; }

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _to.Tell(reason);
    }

    private IActorRef Make(string journal, string id = "id")
    {
        var to = TestActor;
        return Watch(Sys.ActorOf(Props.Create(() => new Using(to, journal, id))));
    }

    [Fact]
    public void A_journal_that_cannot_start_is_tried_again_and_nobody_waits_for_it()
    {
        EventFilter
            .Error(contains: "test-journal does not work: no disk")
            .ExpectOne(() =>
            {
                for (var start = 1; start <= 2; start++)
                {
                    var actor = Make("");
                    Assert.Contains("no disk", ExpectMsg<Exception>().Message);
                    ExpectTerminated(actor);
                    AwaitCondition(() => Time.Pending == 1);
                    if (start == 1)
                        Pass(1);
                }
            });
        EventFilter.Info(contains: "works again, after 2 failed starts").ExpectOne(() => Pass(2));
        Make("").Tell("command");
        ExpectMsg("command");
    }

    [Theory]
    [InlineData("missing", "missing.class is missing")]
    [InlineData("no-class", "no-class.class is missing")]
    [InlineData("no-journal", "must be a class that derives from Akka.Persistence.Journal.AsyncWriteJournal")]
    public void A_journal_that_is_set_wrongly_fails_the_actor_at_once(string journal, string fault)
    {
        EventFilter
            .Exception<ConfigurationException>(contains: fault)
            .ExpectOne(() =>
            {
                var actor = Make(journal);
                ExpectTerminated(actor);
            });
    }

    [Theory]
    [InlineData("no-file", "no-file.connection-string is empty")]
    [InlineData("in-memory", "names no file")]
    [InlineData("odd-table", "table-name is 't; DROP TABLE x'")]
    public void A_journal_that_finds_its_settings_wrong_is_not_tried_again(string journal, string fault)
    {
        EventFilter
            .Error(contains: "cannot be used as it is set")
            .ExpectOne(() =>
            {
                for (var i = 0; i < 2; i++)
                {
                    var actor = Make(journal);
                    Assert.Contains(fault, ExpectMsg<ConfigurationException>().Message);
                    ExpectTerminated(actor);
                }
            });
        Assert.Equal(0, Time.Pending);
    }

    [Fact]
    public void An_actor_without_id_is_refused() =>
        EventFilter.Exception<ConfigurationException>(contains: "has no PersistenceId").ExpectOne(() => Make("", ""));
}
