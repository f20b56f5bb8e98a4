using System.Globalization;
using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class HeartbeatHandler
{
    private const long Hour = 3_600_000;
    private const long Week = 7 * 24 * Hour;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task<VerbEnd> Stats(NodeCall call)
    {
        if (call.Arguments.Whole("days") is { } days)
        {
            foreach (var day in await call.Views.BeatDays(days))
                await call.Output.Item(Of(day));
            return VerbEnd.Done;
        }
        var beat = await call.Views.Heartbeat();
        await call.Output.Item(Of(beat, beat.Line()));
        return VerbEnd.Done;
    }

    /// <summary>Of at most a week, oldest first.</summary>
    public static async Task<VerbEnd> History(NodeCall call)
    {
        var to = call.Arguments.Whole("to", call.Now);
        var from = call.Arguments.Whole("from", to - Hour);
        if (to - from is < 1_000 or > Week)
            return VerbEnd.Usage($"--from {TimeText.Of(from)} --to {TimeText.Of(to)} must be 1 s to 7 days apart, the earlier one first");
        foreach (var span in await call.Views.Beats(from, to, (int)call.Arguments.Whole("spans", 60)))
            await call.Output.Item(
                LooseJson.Object(
                    ("at", TimeText.Of(span.AtWall)),
                    ("beats", span.Beats),
                    ("p50_ms", span.P50Ms),
                    ("p99_ms", span.P99Ms),
                    ("max_ms", span.MaxMs)
                )
            );
        return VerbEnd.Done;
    }

    /// <summary>Looks four times a second and shows each beat it sees once; its code says whether all of them were well.</summary>
    public static async Task<VerbEnd> Watch(NodeCall call)
    {
        var left = call.Arguments.Whole("count", long.MaxValue);
        var (lines, isWell) = (new BeatLines(), true);
        using var timer = new PeriodicTimer(Look, call.Clock);
        for (long shown = 0; ; await timer.WaitForNextTickAsync(call.Cancel))
        {
            var beat = await call.Views.Heartbeat();
            if (beat.Beats == shown)
                continue;
            shown = beat.Beats;
            isWell &= beat.IsOk;
            await call.Output.Item(Of(beat, lines.Of(beat)));
            if (--left <= 0)
                return new VerbEnd(isWell ? ExitCode.Done : ExitCode.Unhealthy);
        }
    }

    private static JsonElement Of(BeatDay day) =>
        LooseJson.Object(
            ("day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("beats", day.Beats),
            ("at", TimeText.Of(day.NewestWall)),
            ("ok", day.Alerts == 0),
            ("last_ms", day.LastMs),
            ("p50_ms", day.P50Ms),
            ("p99_ms", day.P99Ms),
            ("max_ms", day.MaxMs),
            ("alerts", day.Alerts),
            ("cpu_percent", Known(day.CpuPercent)),
            ("memory_percent", Known(day.MemoryPercent)),
            ("load1", Known(day.Load1) ?? 0d),
            ("fullest_disk_percent", Known(day.FullestDiskPercent))
        );

    private static object? Known(double value) => double.IsNaN(value) ? null : value;

    private static JsonElement Of(HeartbeatView beat, string line) =>
        LooseJson.Object(
            ("beats", beat.Beats),
            ("at", TimeText.Of(beat.AtWall)),
            ("line", line),
            ("ok", beat.IsOk),
            ("last_ms", beat.LastMs),
            ("p50_ms", beat.P50Ms),
            ("p99_ms", beat.P99Ms),
            ("max_ms", beat.MaxMs),
            ("cpu_percent", beat.CpuPercent),
            ("memory_percent", beat.MemoryPercent),
            ("load1", beat.Load1),
            ("fullest_disk_percent", beat.FullestDiskPercent),
            ("score", beat.Score),
            ("runs_verified", beat.RunsVerified)
        );
}
