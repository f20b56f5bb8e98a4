using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Aios.Node.Logging;

/// <summary>
/// One event is one line for people: <c>2026-11-21 02:09:53.120 WARN  scheduler  text</c> (UTC). Control characters of a text become <c>?</c>, so
/// that nothing from outside can look like a line of its own; an exception follows on indented lines.
/// </summary>
internal sealed class LogLine : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff ", CultureInfo.InvariantCulture));
        output.Write(Word(logEvent.Level));
        if (
            logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
            && source is ScalarValue { Value: string name }
        )
        {
            output.Write(Clean(name));
            output.Write("  ");
        }
        output.Write(Clean(logEvent.RenderMessage(CultureInfo.InvariantCulture)));
        output.Write('\n');
        if (logEvent.Exception is null)
            return;
        foreach (var line in logEvent.Exception.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            output.Write($"    {Clean(line.TrimEnd('\r'))}\n");
    }

    public static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;

    private static string Word(LogEventLevel level) =>
        level switch
        {
            LogEventLevel.Verbose => "TRACE ",
            LogEventLevel.Debug => "DEBUG ",
            LogEventLevel.Information => "INFO  ",
            LogEventLevel.Warning => "WARN  ",
            LogEventLevel.Error => "ERROR ",
            _ => "FATAL ",
        };
}
