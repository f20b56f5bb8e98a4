using Akka.Actor;
using Akka.Event;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using LogEvent = Akka.Event.LogEvent;

namespace Aios.Node.Logging;

/// <summary>Brings what actors log into the node's log. It writes to <see cref="Log.Logger"/> as it is when the actor is made.</summary>
internal sealed class SerilogLogger : ReceiveActor
{
    private static readonly MessageTemplate AsItIs = new MessageTemplateParser().Parse("{Text:l}");
    private readonly ILogger _log;

    public SerilogLogger()
        : this(Log.Logger) { }

    public SerilogLogger(ILogger log)
    {
        _log = log;
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<Error>(entry => Write(entry, LogEventLevel.Error));
        Receive<Warning>(entry => Write(entry, LogEventLevel.Warning));
        Receive<Info>(entry => Write(entry, LogEventLevel.Information));
        Receive<Debug>(entry => Write(entry, LogEventLevel.Debug));
    }

    private void Write(LogEvent entry, LogEventLevel level)
    {
        if (!_log.IsEnabled(level))
            return;
        var text = new LogEventProperty("Text", new ScalarValue(entry.Message.ToString()));
        var source = new LogEventProperty(Constants.SourceContextPropertyName, new ScalarValue(SourceOf(entry.LogSource)));
        _log.Write(new Serilog.Events.LogEvent(new DateTimeOffset(entry.Timestamp), level, entry.Cause, AsItIs, [text, source]));
    }

    // akka://aios/user/aios/scheduler is /user/aios/scheduler in the log of a node that has one actor system.
    private static string SourceOf(string source) =>
        source.StartsWith("akka://", StringComparison.Ordinal) && source.IndexOf('/', 7) is var slash and > 0 ? source[slash..] : source;
}
