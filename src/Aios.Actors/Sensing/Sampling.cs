using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Sensing;

/// <summary>
/// The rhythm of a sensor that has its own timer: sample, report, sleep. One that cannot read says so once, waits twice as long each time
/// (at most 16 intervals), and says once that it is back.
/// </summary>
internal sealed class Sampling(string sensor, TimeSpan interval, Shell shell, IActorRef journal, IActorRef parent, IActorRef self)
{
    private int _failures;

    public sealed record Due
    {
        public static Due Now { get; } = new();
    }

    public void Begin(ITimerScheduler timers) => timers.StartSingleTimer(sensor, Due.Now, TimeSpan.Zero);

    public void Run(ITimerScheduler timers, Func<(JsonElement Fields, string Text, bool Alert)> sample) =>
        RunPartly(
            timers,
            () =>
            {
                var (fields, text, alert) = sample();
                return ((JsonElement?)fields, text, alert, null);
            }
        );

    /// <summary>For a sensor of several targets, which tells itself when one of them cannot be read: <c>Fault</c> says which.</summary>
    public void RunPartly(ITimerScheduler timers, Func<(JsonElement? Fields, string Text, bool Alert, string? Fault)> sample)
    {
        try
        {
            var (fields, text, alert, partly) = sample();
            if (_failures > 0)
                journal.Tell(
                    JournalProtocol.Append.One(Note(EventTypes.SensorRecovered, Severity.Info, $"reads again after {_failures} failures")),
                    self
                );
            _failures = 0;
            parent.Tell(
                new SensorReport(
                    sensor,
                    partly is not null ? "unhealthy"
                        : alert ? "alert"
                        : "ok",
                    fields,
                    text,
                    shell.Now.Wall,
                    partly
                ),
                self
            );
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or PlatformNotSupportedException or FormatException)
        {
            if (_failures++ == 0)
                journal.Tell(JournalProtocol.Append.One(Note(EventTypes.SensorUnhealthy, Severity.Warn, fault.Message)), self);
            parent.Tell(new SensorReport(sensor, "unhealthy", null, "", shell.Now.Wall, fault.Message), self);
        }
        timers.StartSingleTimer(sensor, Due.Now, interval * Math.Min(16, 1 << Math.Min(4, _failures)));
    }

    private Event Note(string type, Severity severity, string text) =>
        shell.Note(type, $"sensor/{sensor}", severity, LooseJson.Object(("sensor", sensor), ("text", text)));
}
