using Akka.Actor;
using Akka.Event;

namespace Aios.Engine.Cells.Logs;

/// <summary>Starts what writes the log.</summary>
internal static class Loggers
{
    private static readonly Type[] Channels = [typeof(Debug), typeof(Info), typeof(Warning), typeof(Error)];

    public static void Start(ActorSystemImpl system)
    {
        var number = 0;
        foreach (var name in system.Settings.Level is null ? [] : system.Settings.Loggers)
        {
            var type = TypeNames.Find<ActorBase>(name, "akka.loggers");
            var logger = system.SystemActorOf(Props.Create(type), $"log{++number}-{type.Name}");
            foreach (var channel in Channels.Skip((int)system.EventStream.LogLevel))
                system.EventStream.Subscribe(logger, channel);
            Await(system, logger, name);
        }
        system.SystemActorOf(Props.Create(() => new DeadLetterListener()), "dead-letter-listener");
        system.SystemActorOf(Props.Create(() => new UnhandledListener()), "unhandled-listener");
    }

    private static void Await(ActorSystemImpl system, IActorRef logger, string name)
    {
        var answer = new PromiseRef<object>(system);
        logger.Tell(new InitializeLogger(system.EventStream), answer);
        if (!answer.Task.Wait(system.Settings.LoggerStartTimeout))
            throw new Akka.Configuration.ConfigurationException(
                $"The logger '{name}' (akka.loggers) did not answer InitializeLogger with LoggerInitialized within {system.Settings.LoggerStartTimeout} (akka.logger-startup-timeout)."
            );
    }
}
