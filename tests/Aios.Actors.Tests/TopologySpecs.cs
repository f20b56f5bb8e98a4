using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Journal.Maintenance;
using Aios.Journal.Metrics;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Tests;

/// <summary>Base of specs about the whole tree over a real log; only what is outside the machine's own figures is not real.</summary>
public abstract class TopologySpecs : ActorSpecs
{
    private static readonly ThresholdSettings Never = new(1e9, TimeSpan.Zero, 1e9, TimeSpan.Zero, 1e9, TimeSpan.Zero);

    // Time passes in steps here, however slow the machine is: nothing is to be shed because of that.
    private static readonly SchedulingSettings Unhurried = SchedulingSettings.Default with
    {
        BoundP1 = TimeSpan.FromHours(1),
        BoundP2 = TimeSpan.FromHours(1),
        BoundP3 = TimeSpan.FromHours(1),
    };

    protected Stages Stages { get; private set; } = null!;

    protected IActorRef Root { get; private set; } = null!;

    // Many runs at once are what some of these specs are about.
    protected SafetySettings Safety { get; init; } = SafetySettings.Default with { Shadow = false, StormRuns = 1_000 };

    internal void Begin(FakeAdapter adapter, params Playbook[] playbooks)
    {
        var catalog = new Catalog(playbooks);
        var parts = new TopologyParts(
            Shell,
            Folder.Log,
            Folder.Ledger,
            Folder.Cursors,
            Folder.Decisions,
            new MetricHistory(Folder.Data),
            new LogKeeper(Folder.Data, JournalSettings.Default),
            new StateKeeper(Folder.Store),
            JournalSettings.Default,
            new Door(Folder.Ledger, Clock, [adapter]),
            Folder.Data.FullPath,
            HeartbeatSettings.Default,
            new SensingSettings
            {
                Cpu = Never,
                Memory = Never,
                Load = Never,
                Disk = Never,
                SelfMemory = Never,
            },
            TargetSettings.Default,
            Unhurried,
            EffectSettings.Default,
            ScoringSettings.Default,
            () => catalog,
            () => { }
        )
        {
            Safety = Safety,
        };
        var memory = Memory;
        Root = Start(() => new AiosTopology(parts, memory), AiosTopology.Name);
        Stages = Ask<Stages>(Root, new AiosTopology.GetStages());
    }

    /// <summary>Returns when the event is acknowledged.</summary>
    protected RecordedEvent Emit(Event fact) =>
        Assert.Single(Ask<JournalProtocol.Appended>(Stages.Journal, JournalProtocol.Append.One(fact)).Records);

    protected IEnumerable<RunState> EndedRuns => Memory.Current.EndedRuns;
}
