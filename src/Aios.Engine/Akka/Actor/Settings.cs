using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The settings of one actor system: its own over the reference.</summary>
public class Settings
{
    internal Settings(ActorSystem system, Config config)
    {
        System = system;
        Config = config.WithFallback(ConfigurationFactory.Default());
        var ask = Config.GetTimeSpan("akka.actor.ask-timeout");
        AskTimeout = ask;
        LogLevel = Config.GetString("akka.loglevel") ?? "INFO";
        Loggers = Config.GetStringList("akka.loggers");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        SchedulerClass = Config.GetString("akka.scheduler.implementation") ?? "";
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
    }

    public ActorSystem System { get; }
    public Config Config { get; }
    public TimeSpan AskTimeout { get; }
    public string LogLevel { get; }
    public IList<string> Loggers { get; }
    public TimeSpan LoggerStartTimeout { get; }
    public string SchedulerClass { get; }
    public bool DebugUnhandledMessage { get; }

    /// <summary>Null: no event at all.</summary>
    internal LogLevel? Level => LogLevel.Equals("OFF", StringComparison.OrdinalIgnoreCase) ? null : Logging.LogLevelFor(LogLevel);
}
