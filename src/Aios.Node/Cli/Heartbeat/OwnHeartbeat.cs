using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;

namespace Aios.Node.Cli.Heartbeat;

/// <summary><c>aios heartbeat</c>: beats in this process and needs nothing but the machine.</summary>
internal static class OwnHeartbeat
{
    public static async Task<VerbEnd> Beat(LocalCall call)
    {
        var isWell = true;
        foreach (var beat in BeatReader.Beats(call.Arguments.Whole("count", 1), call.Arguments.Flag("full"), call.Cancel))
        {
            isWell &= beat.IsOk;
            await call.Output.Item(Item(beat, call.Arguments.Flag("debug")));
        }
        return new VerbEnd(isWell ? ExitCode.Done : ExitCode.Unhealthy);
    }

    internal static JsonElement Item(Beat beat, bool isExplained) =>
        LooseJson.Object(
            ("line", beat.Line),
            ("ok", beat.IsOk),
            ("window_ms", Math.Round(beat.WindowMs, 1)),
            ("duration_ms", beat.DurationMs),
            ("cpu_percent", Known(beat.Cpu)),
            ("memory_percent", Known(beat.Memory)),
            ("load1", beat.Load1),
            ("fullest_disk_percent", Known(beat.FullestDisk)),
            ("alerts", beat.Alerts.Select(alert => alert.Name)),
            ("readings", isExplained ? beat.Readings.Select(reading => reading.Explanation) : null)
        );

    private static object? Known(double value) => double.IsNaN(value) ? null : value;
}
