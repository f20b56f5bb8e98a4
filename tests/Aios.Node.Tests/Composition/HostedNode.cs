using Aios.Actors.Spine;
using Aios.Journal.Store;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Aios.Node.Composition;
using Aios.Node.Settings;
using Aios.Platform.Files;
using Akka.Actor;
using Akka.Configuration;

namespace Aios.Node.Tests.Composition;

/// <summary>A whole node in this process: its calendar is moved by the spec, its timers are real.</summary>
internal sealed class HostedNode : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private HostedNode(NodeHost host) => Host = host;

    public NodeHost Host { get; }

    /// <summary>Of a log of which 1 day stays plain and 2 days are kept.</summary>
    public static async Task<HostedNode> Start(string folder, TimeProvider time, bool mayBeginLog = false)
    {
        var settings = SettingsLoader.Load(SettingsSources.Default).Settings!;
        settings = settings with { Journal = settings.Journal with { PlainDays = 1, KeepDays = 2, ReserveBytes = 0 } };
        var parts = new NodeParts(
            DataFolder.OpenOrCreate(folder),
            settings,
            time,
            new Random(7),
            ConfigurationFactory.ParseString(EngineConfiguration.Text(settings)),
            () => new Catalog([]),
            _ => Task.CompletedTask,
            () => { },
            fault => throw new InvalidOperationException("fault", fault),
            mayBeginLog
        );
        return new HostedNode(await NodeHost.Start(parts));
    }

    public async Task<T> Ask<T>(IActorRef actor, object question) => await actor.Ask<T>(question, Patience);

    public async Task<long> Append(string type, string source = "cli", params (string, object?)[] payload)
    {
        var note = Host.Shell.Note(type, source, Severity.Warn, LooseJson.Object(payload));
        return (await Ask<JournalProtocol.Appended>(Host.Stages.Journal, JournalProtocol.Append.One(note))).Records[0].Seq;
    }

    /// <summary>Runs maintenance, once the queue has settled everything up to the record.</summary>
    public async Task<MaintenanceProtocol.MaintenanceDone> Maintain(long settled)
    {
        using var store = StateDatabase.OpenReader(Host.Parts.Folder);
        var cursors = new CursorStore(store);
        await Until(() => cursors.Read(SchedulingProtocol.Reader) >= settled, $"the queue has settled record {settled}");
        return await Ask<MaintenanceProtocol.MaintenanceDone>(Host.Stages.Maintenance, new MaintenanceProtocol.RunMaintenance());
    }

    /// <summary>Looks again with every beat of the log's writer and the store's.</summary>
    public async Task Until(Func<bool> holds, string what)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!holds())
        {
            Assert.False(late.IsCancellationRequested, $"expected: {what}");
            await Ask<JournalProtocol.JournalHealth>(Host.Stages.Journal, new JournalProtocol.GetJournalHealth());
        }
    }

    /// <summary>Ends at once, and nothing is on record about it: a crash.</summary>
    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>The machine's time, moved by whole days.</summary>
internal sealed class MovedTime : TimeProvider
{
    private long _days;

    public int Days
    {
        get => (int)Interlocked.Read(ref _days);
        set => Interlocked.Exchange(ref _days, value);
    }

    public DateOnly Today => DateOnly.FromDateTime(GetUtcNow().UtcDateTime);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(Days);

    // Days really pass: a calendar that leaps while the machine's time does not is a faulty clock.
    public override long GetTimestamp() => base.GetTimestamp() + Days * 24L * 60 * 60 * TimestampFrequency;
}
