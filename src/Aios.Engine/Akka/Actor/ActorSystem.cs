using Aios.Engine.Cells;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors with its own threads, time and settings.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem() { }

    public abstract string Name { get; }
    public abstract Settings Settings { get; }
    public abstract EventStream EventStream { get; }
    public abstract IActorRef DeadLetters { get; }
    public abstract IScheduler Scheduler { get; }
    public abstract ILoggingAdapter Log { get; }
    public abstract Akka.Serialization.Serialization Serialization { get; }

    /// <summary>In UTC.</summary>
    public abstract DateTimeOffset StartTime { get; }
    public abstract TimeSpan Uptime { get; }

    /// <summary>Completes when every actor has ended.</summary>
    public abstract Task WhenTerminated { get; }

    /// <exception cref="ArgumentException">The name has other characters than letters, digits, '-' and '_', or begins with '-' or '_'.</exception>
    public static ActorSystem Create(string name) => Create(name, ConfigurationFactory.Empty);

    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));

    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    public static ActorSystem Create(string name, ActorSystemSetup setup) =>
        ActorSystemImpl.Start(name, setup.Find<BootstrapSetup>()?.Config ?? ConfigurationFactory.Empty, setup);

    public abstract IActorRef ActorOf(Props props, string? name = null);

    public abstract void Stop(IActorRef actor);

    /// <summary>Runs the coordinated shutdown and ends all actors, children first.</summary>
    public abstract Task Terminate();

    /// <summary>Called after the last actor has ended.</summary>
    public abstract void RegisterOnTermination(Action code);

    public abstract void Dispose();
}

public static class ActorRefFactoryExtensions
{
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new() => factory.ActorOf(Props.Create<TActor>(), name);
}
