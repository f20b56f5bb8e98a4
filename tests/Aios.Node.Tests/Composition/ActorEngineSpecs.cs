using Aios.Node.Composition;
using Aios.Node.Settings;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Microsoft.Data.Sqlite;

namespace Aios.Node.Tests.Composition;

public sealed partial class ActorEngineSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Config Shipped = ConfigurationFactory
        .ParseString("akka.loggers = []")
        .WithFallback(ConfigurationFactory.ParseString(EngineConfiguration.Text(SettingsLoader.Load(SettingsSources.Default).Settings!)));

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public ActorEngineSpecs() => _store = SqliteStore.Open(DataFolder.OpenOrCreate(_folder.Below("a \"data\" folder")), "aios.db");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private string Beside => Path.Combine(Path.GetDirectoryName(_store.FullPath)!, "actors.db");

    /// <summary>What the actor remembers of before; then it remembers this too and its system ends.</summary>
    private static async Task<IReadOnlyList<string>> Told(ActorSystem system, string text)
    {
        try
        {
            return await system.ActorOf(Props.Create(() => new Diary())).Ask<IReadOnlyList<string>>(text, Patience);
        }
        finally
        {
            await system.Terminate();
        }
    }

    private IReadOnlyList<string> Tables() =>
        _store.Read(connection =>
        {
            using var command = new SqliteCommand("SELECT name FROM sqlite_master", connection);
            using var reader = command.ExecuteReader();
            var names = new List<string>();
            while (reader.Read())
                names.Add(reader.GetString(0));
            return names;
        });

    private sealed class Diary : ReceivePersistentActor
    {
        private readonly List<string> _lines = [];

        public Diary()
        {
            Recover<string>(_lines.Add);
            Command<string>(text => Persist(text, _ => Sender.Tell(_lines.AsReadOnly())));
        }

        public override string PersistenceId => "diary";
    }
}
