using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Writes log events. Texts have places such as <c>{0}</c> or <c>{Name}</c>, filled in order.</summary>
public interface ILoggingAdapter
{
    bool IsDebugEnabled { get; }
    bool IsInfoEnabled { get; }
    bool IsWarningEnabled { get; }
    bool IsErrorEnabled { get; }

    bool IsEnabled(LogLevel logLevel);

    void Log(LogLevel logLevel, Exception? cause, string format, params object?[] args);
}

public static class LoggingExtensions
{
    public static void Debug(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.DebugLevel, null, format, args);

    public static void Debug(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Log(LogLevel.DebugLevel, cause, format, args);

    public static void Info(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.InfoLevel, null, format, args);

    public static void Info(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Log(LogLevel.InfoLevel, cause, format, args);

    public static void Warning(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.WarningLevel, null, format, args);

    public static void Warning(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Log(LogLevel.WarningLevel, cause, format, args);

    public static void Error(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.ErrorLevel, null, format, args);

    public static void Error(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Log(LogLevel.ErrorLevel, cause, format, args);
}

public static class Logging
{
    public static ILoggingAdapter GetLogger(this IActorContext context) =>
        new BusLogging(context.System.EventStream, context.Self.Path.ToString(), context.Props.Type);

    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj) => GetLogger(system.EventStream, logSourceObj);

    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj) =>
        logSourceObj switch
        {
            string name => new BusLogging(loggingBus, name, typeof(string)),
            Type type => new BusLogging(loggingBus, type.FullName ?? type.Name, type),
            IActorRef actor => new BusLogging(loggingBus, actor.Path.ToString(), actor.GetType()),
            _ => new BusLogging(loggingBus, logSourceObj.GetType().FullName ?? logSourceObj.GetType().Name, logSourceObj.GetType()),
        };

    /// <exception cref="ArgumentException">No such level.</exception>
    public static LogLevel LogLevelFor(string logLevel) =>
        logLevel.ToUpperInvariant() switch
        {
            "DEBUG" => LogLevel.DebugLevel,
            "INFO" => LogLevel.InfoLevel,
            "WARNING" or "WARN" => LogLevel.WarningLevel,
            "ERROR" => LogLevel.ErrorLevel,
            _ => throw new ArgumentException(
                $"'{logLevel}' is no log level; allowed are DEBUG, INFO, WARNING, ERROR and OFF.",
                nameof(logLevel)
            ),
        };
}

/// <summary>Writes log events to the event stream.</summary>
public sealed class BusLogging(LoggingBus bus, string logSource, Type logClass) : ILoggingAdapter
{
    public bool IsDebugEnabled => IsEnabled(LogLevel.DebugLevel);
    public bool IsInfoEnabled => IsEnabled(LogLevel.InfoLevel);
    public bool IsWarningEnabled => IsEnabled(LogLevel.WarningLevel);
    public bool IsErrorEnabled => IsEnabled(LogLevel.ErrorLevel);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= bus.LogLevel;

    public void Log(LogLevel logLevel, Exception? cause, string format, params object?[] args)
    {
        if (!IsEnabled(logLevel))
            return;
        object message = new LogMessage(format, args);
        bus.Publish(
            logLevel switch
            {
                LogLevel.DebugLevel => new Debug(cause, logSource, logClass, message),
                LogLevel.InfoLevel => new Info(cause, logSource, logClass, message),
                LogLevel.WarningLevel => new Warning(cause, logSource, logClass, message),
                _ => new Error(cause, logSource, logClass, message),
            }
        );
    }
}

/// <summary>A text with places and what fills them; put together only when it is read.</summary>
public sealed class LogMessage(string format, object?[] args)
{
    public string Format { get; } = format;

    public IReadOnlyList<object?> Args { get; } = args;

    public override string ToString() =>
        Args.Count == 0 ? Format : Aios.Engine.Cells.Logs.MessageTemplate.Fill(Format, Args, CultureInfo.InvariantCulture);
}
