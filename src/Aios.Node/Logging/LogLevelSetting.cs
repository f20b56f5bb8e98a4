using Aios.Gateway;
using Aios.Node.Settings;
using Serilog.Core;

namespace Aios.Node.Logging;

/// <summary>The level of the log as a setting that changes while the node runs. What actors do not say at all by akka.loglevel stays unsaid.</summary>
internal static class LogLevelSetting
{
    public const string Key = "aios.log.level";

    public static RuntimeSetting Of(LoggingLevelSwitch level) =>
        new(
            Key,
            () => Enum.GetValues<LogLevel>().First(each => NodeLog.LevelOf(each) == level.MinimumLevel).ToString().ToLowerInvariant(),
            text =>
            {
                if (!NodeSettingsReader.Level.Parse(text, out var wanted))
                    return NodeSettingsReader.Level.Allowed;
                level.MinimumLevel = NodeLog.LevelOf(wanted);
                return null;
            }
        );
}
