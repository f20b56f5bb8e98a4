using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Node.Composition;
using Aios.Node.Settings;
using Aios.Platform.Files;
using Akka.Actor;
using Akka.Configuration;

namespace Aios.Benchmarks.Actors;

/// <summary>
/// A node as <c>aios up</c> composes it, without the doors for clients: the whole tree, event log, aios.db and the door to the outside, over a
/// folder on disk. No code is left out. By settings, playbooks may act without being enabled and no number of runs is a storm, beyond
/// what a settings file may say: with 1,000 runs a second, the most that <c>aios.safety.storm</c> allows, a node freezes. The other safeguards are
/// as they are shipped: every run has a target of its own. The sensors look, and nothing crosses their bounds.
/// </summary>
internal sealed class WholeNode : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly ThresholdSettings Never = new(1e9, TimeSpan.Zero, 1e9, TimeSpan.Zero, 1e9, TimeSpan.Zero);

    private readonly string _path = Directory.CreateTempSubdirectory("aios-bench-").FullName;

    public WholeNode(Func<SchedulingSettings, SchedulingSettings> scheduling, params IReadOnlyList<Playbook> playbooks)
    {
        var shipped = SettingsLoader.Load(SettingsSources.Default).Settings!;
        var settings = shipped with
        {
            Scheduler = scheduling(shipped.Scheduler),
            Safety = shipped.Safety with { Shadow = false, StormRuns = SafetyState.StartsKept },
            Sensors = new SensingSettings
            {
                Cpu = Never,
                Memory = Never,
                Load = Never,
                Disk = Never,
                SelfMemory = Never,
            },
        };
        var catalog = new Catalog(playbooks);
        var parts = new NodeParts(
            DataFolder.OpenOrCreate(_path),
            settings,
            TimeProvider.System,
            new Random(1),
            ConfigurationFactory
                .ParseString("akka { loggers = [], loglevel = OFF }")
                .WithFallback(ConfigurationFactory.ParseString(EngineConfiguration.Text(settings))),
            () => catalog,
            _ => Task.CompletedTask,
            () => { },
            _ => { }
        );
        Host = NodeHost.Start(parts).GetAwaiter().GetResult();
    }

    public NodeHost Host { get; }

    /// <summary>Tells somebody, which has risk read, needs nothing to be undone, and has no gate that it would have to pass.</summary>
    public static Playbook Telling(string id, Trigger trigger) =>
        new(
            new PlaybookId(id),
            1,
            "Tell somebody",
            Enabled: true,
            trigger with
            {
                GroupBy = ["id"],
            },
            0.8,
            Risk.Read,
            OwnOnly: false,
            TimeSpan.Zero,
            TimeSpan.FromSeconds(5),
            Deadline: null,
            RetrySettings.Default,
            [new StepTemplate("tell", new ActionTemplate.Notify([new Argument.Literal("look")]), Risk.Read, null, true, null, true)],
            GateTemplate.Default with
            {
                Kind = GateKind.None,
            },
            [],
            new Origin("bench.conf", 1, 1)
        );

    public static Event Fact(string type, string id) =>
        new()
        {
            Id = new EventId(id),
            Type = type,
            Source = "bench",
            Timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            Severity = Severity.Warn,
            Priority = Priority.P1,
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            Payload = LooseJson.Object(("used_percent", 92), ("mount", "/")),
        };

    /// <summary>Returns when they are on disk.</summary>
    /// <exception cref="InvalidOperationException">The log refused them.</exception>
    public void Emit(IReadOnlyList<Event> events)
    {
        if (
            Host.Stages.Journal.Ask<object>(new JournalProtocol.Append(events), Patience).GetAwaiter().GetResult()
            is JournalProtocol.AppendFailed failed
        )
            throw new InvalidOperationException(failed.Why);
    }

    /// <exception cref="TimeoutException">It does not come to that.</exception>
    public static void Await(SemaphoreSlim done, string what)
    {
        if (!done.Wait(Patience))
            throw new TimeoutException($"not within {Patience}: {what}");
    }

    public void Dispose()
    {
        Host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_path, recursive: true);
    }
}
