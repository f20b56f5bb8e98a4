using Aios.Journal.Metrics;
using Aios.Platform.Files;
using Akka.Actor;
using Akka.Event;

namespace Aios.Actors.Sensing;

/// <summary>Writes the metric history out once a minute, on a thread of its own.</summary>
internal sealed class MetricsActor : ReceiveActor, IWithTimers
{
    private readonly Action _write;

    public MetricsActor(MetricHistory history)
    {
        var log = Context.GetLogger();
        var unwell = false;
        _write = () =>
        {
            try
            {
                history.Flush();
                unwell = false;
            }
            catch (DataFolderException fault)
            {
                if (!unwell)
                    log.Warning("The metric history is not written at present: {0}", fault.Message);
                unwell = true;
            }
        };
        Receive<Flush>(_ => _write());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() =>
        Timers.StartPeriodicTimer("flush", Flush.Instance, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    protected override void PostStop() => _write();

    public sealed record Flush
    {
        public static readonly Flush Instance = new();
    }
}
