using Aios.Node.Settings;
using Aios.Platform.Files;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Aios.Node.Logging;

/// <summary>The node's log: <c>logs/aios-YYYYMMDD.log</c> in the data folder, one file per day and per full size, the newest ones kept.</summary>
internal static class NodeLog
{
    public const string Folder = "logs";

    /// <param name="terminal">Where warnings and worse are shown as well, usually stderr of a terminal; null for nowhere.</param>
    /// <param name="level">What changes the level while the log is open; null: nothing does.</param>
    /// <returns>To be disposed last; what was written before is in the file then.</returns>
    /// <exception cref="DataFolderException">The folder cannot be made.</exception>
    public static Logger Open(DataFolder data, LogSettings settings, TextWriter? terminal, LoggingLevelSwitch? level = null)
    {
        var folder = DataFolder.OpenOrCreate(data.PathOf(Folder));
        var configuration = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(level ?? new LoggingLevelSwitch(LevelOf(settings.Level)))
            .WriteTo.File(
                new LogLine(),
                folder.PathOf("aios-.log"),
                fileSizeLimitBytes: settings.FileSizeBytes,
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: settings.Files
            );
        if (terminal is not null)
            configuration.WriteTo.Sink(new WriterSink(terminal), LogEventLevel.Warning);
        return configuration.CreateLogger();
    }

    public static LogEventLevel LevelOf(LogLevel level) =>
        level switch
        {
            LogLevel.Verbose => LogEventLevel.Verbose,
            LogLevel.Debug => LogEventLevel.Debug,
            LogLevel.Info => LogEventLevel.Information,
            LogLevel.Warn => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };
}
