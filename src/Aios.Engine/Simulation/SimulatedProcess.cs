using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Aios.Engine.Simulation;

/// <summary>One program inside a simulation: its actors, its other work and its timers end together, and nothing is left of it.</summary>
public sealed class SimulatedProcess
{
    private readonly Simulation _simulation;

    internal SimulatedProcess(Simulation simulation, string name)
    {
        (_simulation, Name) = (simulation, name);
        Context = new SimulationContext(this);
        using (simulation.Enter(this))
            Time = new SimulatedTime(
                simulation,
                new SimulatedScheduler(ConfigurationFactory.Empty, Logging.GetLogger(new EventStream(), name))
            );
    }

    public string Name { get; }

    /// <summary>For code that is no actor.</summary>
    public TimeProvider Time { get; }

    public bool IsAlive { get; private set; } = true;

    internal SimulationContext Context { get; }

    /// <summary>Starts an actor system in it. Dispatchers, scheduler and chance are the simulation's, whatever the settings say.</summary>
    /// <param name="settings">HOCON.</param>
    /// <param name="setups">Handed to the system besides its settings.</param>
    public ActorSystem Start(string name, string settings = "", params ReadOnlySpan<Setup> setups)
    {
        var config = ConfigurationFactory
            .ParseString(
                $$"""
                akka.actor.default-dispatcher { type = simulated }
                akka.scheduler.implementation = "{{typeof(SimulatedScheduler).AssemblyQualifiedName}}"
                akka.random-seed = {{1 + _simulation.Draw(int.MaxValue - 1)}}
                akka.loggers = []
                akka.coordinated-shutdown.run-by-actor-system-terminate = off
                """
            )
            .WithFallback(ConfigurationFactory.ParseString(settings));
        using (_simulation.Enter(this))
            return ActorSystem.Create(name, ActorSystemSetup.Create([.. setups, BootstrapSetup.Create().WithConfig(config)]));
    }

    /// <summary>A piece of work outside of any actor, as a turn of its own; when the process has ended, nothing.</summary>
    /// <param name="name">Stands in the trace.</param>
    public void Post(string name, Action work) => _simulation.Ready(this, name, work);

    /// <summary>Nothing of it happens from here on.</summary>
    public void Kill()
    {
        if (!IsAlive)
            return;
        IsAlive = false;
        _simulation.Remove(this);
    }
}

/// <summary>What an actor fails with when a simulation makes it crash.</summary>
public sealed class SimulatedCrashException() : Exception("as the simulation wanted");
