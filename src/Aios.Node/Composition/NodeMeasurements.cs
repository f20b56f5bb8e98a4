using System.Diagnostics.Metrics;
using Aios.Actors.Measures;
using Aios.Gateway;
using Aios.Journal.Log;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Measures;
using Aios.Platform.Machine;

namespace Aios.Node.Composition;

/// <summary>The meters of this node. None is made before somebody asks for the first time: until then there are only the counts that their rooms keep.</summary>
internal sealed class NodeMeasurements(NodeHost host, IViews views, IReadiness readiness) : IMeasurements, IDisposable
{
    // Of a scraper's ten seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private List<Meter>? _meters;
    private AskedFigures _asked = AskedFigures.None;
    private bool _isReady;

    public async Task Refresh()
    {
        var (queue, score, heart, kept, approvals) = (
            Asked(views.Queue),
            Asked(views.Score),
            Asked(views.Heartbeat),
            Asked(views.DecisionStats),
            Asked(views.Approvals)
        );
        var failing = await readiness.Failing();
        Volatile.Write(
            ref _asked,
            new AskedFigures
            {
                Queue = await queue,
                Score = await score,
                Heartbeat = await heart,
                Decisions = await kept,
                ApprovalsOpen = (await approvals)?.Count(each => each.IsOpen),
            }
        );
        Volatile.Write(ref _isReady, failing.Count == 0);
        lock (_gate)
            _meters ??= Make();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _meters?.ForEach(meter => meter.Dispose());
            _meters = [];
        }
    }

    private List<Meter> Make()
    {
        var own = new Meter(new MeterOptions("Aios.Node") { Scope = this });
        own.Level("aios_ready", "1 while the node may take work, as /readyz says.", () => Volatile.Read(ref _isReady) ? 1 : 0);
        own.Levels("aios_build_info", "Always 1; its labels say what runs.", () => [Instruments.With(1, "version", NodeVersion.Text)]);
        own.Total("aios_store_commits_total", "Transactions of the database that are on disk.", () => host.Commits);
        var work = new WorkInstruments(
            host.Memory,
            host.Stages.Standing,
            host.Parts.Settings.Safety,
            host.Shell,
            () => Volatile.Read(ref _asked)
        );
        List<Meter> made =
        [
            own,
            SelfInstruments.Of(host.Parts.Time, DateTimeOffset.FromUnixTimeMilliseconds(host.StartedAt.Wall), this),
            LogInstruments.Of(host.Log, this),
            DoorInstruments.Of(host.Door, this),
            work.Of(this),
        ];
        if (ActorEngine.Measure(host.System, this) is { } engine)
            made.Add(engine);
        return made;
    }

    private async Task<T?> Asked<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask().WaitAsync(Patience, host.Parts.Time);
        }
        catch (Exception)
        {
            // What is wrong with it is said by the status; here it is left out.
            return null;
        }
    }
}
