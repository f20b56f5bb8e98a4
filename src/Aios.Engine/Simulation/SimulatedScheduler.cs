using Aios.Engine.Cells;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Aios.Engine.Simulation;

/// <summary>The timers of one system, or of the rest of a process, in the virtual time of its simulation.</summary>
internal sealed class SimulatedScheduler : SchedulerBase
{
    private readonly Simulation _simulation;

    public SimulatedScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log)
    {
        _simulation =
            Turns.Ambient as Simulation
            ?? throw new ConfigurationException(
                "akka.scheduler.implementation is the simulated one; only a Simulation can start such a system."
            );
        Process = _simulation.Current;
        _simulation.Add(this);
    }

    /// <summary>Ends with it.</summary>
    public SimulatedProcess Process { get; }

    public override DateTimeOffset Now => Simulation.Epoch + _simulation.Now;

    public override TimeSpan MonotonicClock => _simulation.Now;

    public TimeSpan? FirstDue => Heap.First?.Due;

    /// <summary>Fires the first entry, which is due.</summary>
    public void FireFirst()
    {
        var entry = Heap.First!;
        Heap.Remove(entry);
        FireAndRepeat(entry);
    }

    private protected override void Run(IThreadPoolWorkItem action) => _simulation.Ready(Process, "timer", action.Execute);
}
