using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Reacting;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli;
using Aios.Node.Inspection;
using Aios.Node.Logging;
using Aios.Node.Output;
using Aios.Node.Playbooks;
using Aios.Node.Settings;
using Aios.Node.Verbs;
using Aios.Office;
using Aios.Office.Access;
using Aios.Platform.Files;
using Aios.Platform.Processes;
using Aios.Platform.Sockets;
using Akka.Actor;
using Serilog.Core;

namespace Aios.Node.Composition;

/// <summary>A node with everything around it: log, playbooks that are watched, inspection socket, service manager.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly Logger _log;
    private readonly ServiceNotifier _notifier;
    private readonly CrashLine _crash;
    private IDisposable? _watcher;
    private InspectionServer? _inspection;
    private OfficeServer? _office;
    private readonly OpenDoors _doors = new();
    private readonly WatchedAccess _access;
    private readonly EventAudit _audit;
    private readonly Readiness _readiness;
    private readonly NodeMeasurements _measurements;

    private RunningNode(NodeHost host, NodeSettings settings, TimeProvider time, Logger log, ServiceNotifier notifier)
    {
        (Host, _log, _notifier) = (host, log, notifier);
        _crash = new CrashLine(log, StandardStreams.Error, log.Dispose, Environment.Exit);
        Views = new NodeViews(host);
        _readiness = new Readiness(host.Refusing, time);
        _measurements = new NodeMeasurements(host, Views, _readiness);
        Inspector = ActorEngine.Inspect(host.System);
        _access = new WatchedAccess(host.Access, _doors);
        _audit = new EventAudit(host);
        var verbs = new VerbRunner(Views, Inspector, time, settings.Inspection.ReadTimeout)
        {
            Access = new AccessDesk(_access, _audit, () => OfficeUrl),
        };
        Verbs = new AuditedVerbs(verbs, _audit, time);
    }

    // As the inspection socket names the same person.
    private static string OwnUser => $"uid {PeerRules.OwnUserId}";

    public NodeHost Host { get; }
    public NodeViews Views { get; }
    public IInspector Inspector { get; }
    public IVerbs Verbs { get; }

    /// <summary>Where the web front listens; null when it does not.</summary>
    public string? OfficeUrl => _office?.Url;

    /// <summary>A URL that logs the node's own user in once; null when the web front does not listen.</summary>
    public async Task<string?> OfferLogin(DateTimeOffset now) =>
        OfficeUrl is { } office ? await Logins.Offer(_access, office, OwnUser, VerbRole.Admin, now) : null;

    /// <param name="console">Takes what notify steps tell people.</param>
    /// <returns>The node, or what is wrong with the configuration.</returns>
    /// <exception cref="DataFolderException">The folder is in use, not writable, of a newer version, or full.</exception>
    /// <exception cref="IOException">A door cannot be opened; what had begun has ended in order.</exception>
    public static async Task<(RunningNode? Node, string? Faults)> Start(
        string dataPath,
        NodeSettings settings,
        TimeProvider time,
        Func<EffectAction.Notify, Task> console,
        TextWriter? terminal,
        bool mayBeginLog = false
    )
    {
        var folder = DataFolder.OpenOrCreate(dataPath);
        var source = new PlaybookSource(folder, time);
        var playbooks = source.Load();
        if (!playbooks.IsGood)
            return (null, playbooks.ErrorText);
        var level = new LoggingLevelSwitch(NodeLog.LevelOf(settings.Log.Level));
        var log = NodeLog.Open(folder, settings.Log, terminal, level);
        var notifier = ServiceNotifier.FromEnvironment();
        RunningNode? node = null;
        try
        {
            var catalog = playbooks.Catalog;
            Serilog.Log.Logger = log;
            // Orphans of what steps started stay descendants of the node: they can be found, ended and kept from commanding it.
            OwnChild.AdoptOrphans();
            var seed = Environment.TickCount64 ^ ((long)Environment.ProcessId << 32);
            log.Information("random seed {Seed}", seed);
            var parts = new NodeParts(
                folder,
                settings,
                time,
                new Random(seed.GetHashCode()),
                Akka.Configuration.ConfigurationFactory.ParseString(EngineConfiguration.Text(settings)),
                () => Volatile.Read(ref catalog),
                console,
                notifier.Watchdog,
                fault => log.Error(fault, "unexpected: {Reason:l}", fault.Message),
                mayBeginLog
            )
            {
                LogAt = wanted => level.MinimumLevel = NodeLog.LevelOf(wanted),
            };
            node = new RunningNode(await NodeHost.Start(parts), settings, time, log, notifier);
            if (node.Host.Repair is { } repair)
                log.Warning("{Repair:l}", repair);
            foreach (var ignored in node.Host.Settings.Ignored)
                log.Warning("{Ignored:l}", ignored);
            if (LeftText.Of(node.Host.LeftBehind) is { } left)
                log.Warning("{Left:l}", left);
            node.Open(source, playbooks, settings, time, adopted => Volatile.Write(ref catalog, adopted));
            if (settings.Office.Enabled)
                await node.OpenOffice(settings.Office, time);
            node._readiness.Phase = NodePhase.Running;
            return (node, null);
        }
        catch
        {
            if (node is not null)
            {
                await node.Drain("it could not start");
                await node.DisposeAsync();
            }
            notifier.Dispose();
            log.Dispose();
            throw;
        }
    }

    public async Task Drain(string reason)
    {
        _notifier.Stopping();
        _readiness.Phase = NodePhase.Stopping;
        Interlocked.Exchange(ref _watcher, null)?.Dispose();
        // Who watches from outside is told until the end that the node stops.
        if (_office is { } office)
            await office.Withdraw();
        await CloseInspection();
        await Host.Drain(reason);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseDoors();
        _measurements.Dispose();
        await Host.DisposeAsync();
        _notifier.Dispose();
        _crash.Dispose();
        await _log.DisposeAsync();
    }

    private async Task CloseDoors()
    {
        Interlocked.Exchange(ref _watcher, null)?.Dispose();
        if (Interlocked.Exchange(ref _office, null) is { } office)
            await office.DisposeAsync();
        await CloseInspection();
    }

    private async Task CloseInspection()
    {
        if (Interlocked.Exchange(ref _inspection, null) is { } inspection)
            await inspection.DisposeAsync();
    }

    private void Open(PlaybookSource source, PlaybookSet loaded, NodeSettings settings, TimeProvider time, Action<Catalog> adopt)
    {
        _watcher = source.Watch(
            loaded,
            set =>
            {
                if (!set.IsGood)
                {
                    _log.Error("the playbooks in use stay, the new ones have faults:\n{Faults:l}", set.ErrorText);
                    return;
                }
                adopt(set.Catalog);
                Host.Stages.Reactor.Tell(new ReactingProtocol.AdoptPlaybooks(set.Catalog), ActorRefs.NoSender);
            }
        );
        var audit = _log.ForContext(Constants.SourceContextPropertyName, "inspection");
        var host = new InspectionHost(
            Verbs,
            time,
            PeerRules.OfThisProcess,
            line =>
                audit.Information(
                    "{Verb} {Arguments:l} by pid {Pid} uid {UserId}: code {Code} in {Ms:0.0} ms {Error:l}",
                    line.Verb,
                    line.Arguments,
                    line.Pid,
                    line.UserId,
                    line.Code,
                    line.DurationMs,
                    line.Error ?? ""
                )
        )
        {
            Settings = InspectionLimits.Default with { MaxClients = settings.Inspection.MaxClients },
        };
        var path = SocketPlace.Claim(Host.Parts.Folder, Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), PeerRules.OwnUserId);
        VerbPatience.Leave(Host.Parts.Folder, settings.Inspection.ReadTimeout);
        _inspection = InspectionServer.Start(path, host);
        _notifier.Ready();
    }

    private async Task OpenOffice(OfficeSettings settings, TimeProvider time) =>
        _office = await OfficeServer.Start(
            new OfficeHost(Verbs, Views, Inspector, _access, _audit, time, settings, Host.Identity.NodeId)
            {
                Doors = _doors,
                Readiness = _readiness,
                Measurements = _measurements,
                Fault = Host.Parts.Fault,
            }
        );
}
