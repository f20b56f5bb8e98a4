using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class HeartbeatHandler
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task<VerbEnd> Stats(NodeCall call)
    {
        await call.Output.Item(Of(await call.Views.Heartbeat()));
        return VerbEnd.Done;
    }

    /// <summary>Looks four times a second and shows each beat it sees once.</summary>
    public static async Task<VerbEnd> Watch(NodeCall call)
    {
        var left = call.Arguments.Whole("count", long.MaxValue);
        using var timer = new PeriodicTimer(Look, call.Clock);
        for (long shown = 0; ; await timer.WaitForNextTickAsync(call.Cancel))
        {
            var beat = await call.Views.Heartbeat();
            if (beat.Beats == shown)
                continue;
            shown = beat.Beats;
            await call.Output.Item(Of(beat));
            if (--left <= 0)
                return VerbEnd.Done;
        }
    }

    private static JsonElement Of(HeartbeatView beat) =>
        LooseJson.Object(
            ("beats", beat.Beats),
            ("at", TimeText.Of(beat.AtWall)),
            ("line", beat.Line),
            ("last_ms", beat.LastMs),
            ("p50_ms", beat.P50Ms),
            ("p99_ms", beat.P99Ms),
            ("max_ms", beat.MaxMs),
            ("cpu_percent", beat.CpuPercent),
            ("memory_percent", beat.MemoryPercent),
            ("load1", beat.Load1),
            ("fullest_disk_percent", beat.FullestDiskPercent)
        );
}
