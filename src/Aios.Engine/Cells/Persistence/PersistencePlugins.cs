using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;
using Akka.Persistence.Snapshot;

namespace Aios.Engine.Cells.Persistence;

/// <summary>Journals and snapshot stores of a system by config path, each started when the first actor asks for it.</summary>
internal sealed class PersistencePlugins(ActorSystemImpl system)
{
    private const string Root = "akka.persistence";
    private readonly ConcurrentDictionary<string, Lazy<PluginHandle>> _handles = new(StringComparer.Ordinal);
    private readonly Lazy<RecoveryPermits> _permits = new(() => new RecoveryPermits(MostAtOnce(system.Settings.Config)));
    private readonly Lazy<SqliteStores> _stores = new(() => new SqliteStores(system.Setup.Find<SqliteStoreSetup>()?.Store));

    public RecoveryPermits Permits => _permits.Value;

    public SqliteStores Stores => _stores.Value;

    public PersistFailures Failures { get; } = new();

    /// <param name="id">Config path; empty for the one that is set.</param>
    /// <exception cref="ConfigurationException">There is no usable plug-in at the path.</exception>
    public PluginHandle Journal(string id) => Find<AsyncWriteJournal>("journal", id);

    /// <inheritdoc cref="Journal" />
    public PluginHandle SnapshotStore(string id) => Find<SnapshotStore>("snapshot-store", id);

    private PluginHandle Find<TPlugin>(string kind, string id)
        where TPlugin : ActorBase
    {
        var path = id.Length > 0 ? id : system.Settings.Config.GetString($"{Root}.{kind}.plugin") ?? "";
        if (path.Length == 0)
            throw new ConfigurationException($"{Root}.{kind}.plugin is empty; set it to a config path such as {Root}.{kind}.sqlite.");
        return _handles.GetOrAdd(path, p => new Lazy<PluginHandle>(() => Start<TPlugin>(p, $"{Root}.{kind}-plugin-fallback"))).Value;
    }

    private PluginHandle Start<TPlugin>(string path, string fallback)
        where TPlugin : ActorBase
    {
        var own = system.Settings.Config.GetConfig(path);
        var section = own?.WithFallback(system.Settings.Config.GetConfig(fallback));
        var name =
            section?.GetString("class")
            ?? throw new ConfigurationException($"{path}.class is missing; set it to the full name of a {typeof(TPlugin).Name}.");
        var type = TypeNames.Find<TPlugin>(name, $"{path}.class");
        var takesSettings = type.GetConstructor([typeof(Config)]) is not null;
        var props = Props.Create(type, takesSettings ? [section] : []);
        if (section.GetString("plugin-dispatcher") is { Length: > 0 } dispatcher)
            props = props.WithDispatcher(dispatcher);
        var handle = new PluginHandle(section.GetTimeSpan("recovery-event-timeout", TimeSpan.FromSeconds(30)));
        var waits = new RestartWaits(section.GetTimeSpan("restart.min-backoff"), section.GetTimeSpan("restart.max-backoff"));
        handle.Begin(system.SystemActorOf(Props.Create(() => new PluginSupervisor(path, handle, props, waits)), path));
        return handle;
    }

    private static int MostAtOnce(Config config) =>
        config.GetInt($"{Root}.max-concurrent-recoveries", 50) is var most and > 0
            ? most
            : throw new ConfigurationException($"{Root}.max-concurrent-recoveries must be 1 or more actors.");
}
