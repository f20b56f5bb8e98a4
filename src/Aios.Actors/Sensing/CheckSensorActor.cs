using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Sensing;

/// <summary>
/// Looks at listed targets, each in its own rhythm: one that hangs or cannot be read holds up no other. Such a one is said once
/// (<c>sensor.unhealthy</c> with the target), is looked at more and more rarely, and is said once to be back.
/// </summary>
internal sealed class CheckSensorActor : ReceiveActor, IWithTimers
{
    // A look may wait for a place at the door first, and the door for its adapter.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<string, Watched> _watched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ThresholdTracker> _trackers = [];
    private readonly CheckSensor _sensor;
    private readonly Shell _shell;
    private readonly IActorRef _journal;

    public CheckSensorActor(CheckSensor sensor, Shell shell, Memory memory, IActorRef journal)
    {
        (_sensor, _shell, _journal) = (sensor, shell, journal);
        foreach (var check in sensor.Checks)
            _watched[check.Target] = new Watched(check);
        foreach (var (type, unit) in sensor.Says)
            _trackers[type] = new ThresholdTracker(sensor.Name, type, unit, shell, memory, journal, Self);
        Receive<Due>(due => Look(_watched[due.Target]));
        Receive<Late>(late =>
            Miss(_watched[late.Target], $"no answer within {Faults.Text(_watched[late.Target].LateAfter)}; it is still out")
        );
        Receive<Seen>(Take);
        ReceiveAny(message =>
        {
            if (!_trackers.Values.Any(tracker => tracker.Take(message)))
                Unhandled(message);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        // Alerts of an earlier start about targets that are no longer listed.
        End(target => !_watched.Keys.Any(each => IsAbout(target, each)));
        foreach (var target in _watched.Keys)
            Timers.StartSingleTimer(target, new Due(target), TimeSpan.Zero);
    }

    private void Look(Watched watched)
    {
        Timers.StartSingleTimer($"late {watched.Target}", new Late(watched.Target), watched.LateAfter);
        watched
            .Check.Look()
            .PipeTo(
                Self,
                success: judge => new Seen(watched.Target, judge, ""),
                failure: fault => new Seen(watched.Target, null, fault.Message)
            );
    }

    private void Take(Seen seen)
    {
        var watched = _watched[seen.Target];
        Timers.Cancel($"late {watched.Target}");
        if (seen.Judge is null)
            Miss(watched, seen.Fault);
        else
            Take(watched, seen.Judge(watched.State, _shell.Now));
        var wait = _sensor.Interval * Math.Min(16, 1 << Math.Min(4, watched.Misses));
        Timers.StartSingleTimer(watched.Target, new Due(watched.Target), wait);
    }

    private void Take(Watched watched, CheckReading reading)
    {
        var (state, findings) = reading.Judgement;
        (watched.State, watched.Fields, watched.Text) = (state, LooseJson.Object(reading.Fields), reading.Text);
        foreach (var finding in findings)
            _trackers[finding.Type]
                .Observe(
                    finding.TargetOf(watched.Target),
                    finding.Value,
                    finding.Bounds,
                    [.. reading.Fields, ("aspect", finding.Aspect ?? "state")]
                );
        var found = findings.Select(finding => finding.TargetOf(watched.Target)).ToHashSet();
        End(target => IsAbout(target, watched.Target) && !found.Contains(target));
        if (watched.Misses > 0)
            Note(EventTypes.SensorRecovered, Severity.Info, watched.Target, $"reads again after {watched.Misses} failures");
        (watched.Misses, watched.Fault) = (0, null);
        Report();
    }

    private void Miss(Watched watched, string fault)
    {
        if (watched.Misses++ == 0)
            Note(EventTypes.SensorUnhealthy, Severity.Warn, watched.Target, fault);
        watched.Fault = fault;
        Report();
    }

    private void End(Func<string, bool> isOver)
    {
        foreach (var tracker in _trackers.Values)
        foreach (var target in tracker.Standing.Where(isOver).ToArray())
            tracker.Gone(target);
    }

    // The target itself, or one of its aspects.
    private static bool IsAbout(string name, string target) =>
        name.StartsWith(target, StringComparison.Ordinal) && (name.Length == target.Length || name[target.Length] == '#');

    private void Note(string type, Severity severity, string target, string text) =>
        _journal.Tell(
            JournalProtocol.Append.One(
                _shell.Note(
                    type,
                    $"sensor/{_sensor.Name}",
                    severity,
                    LooseJson.Object(("sensor", _sensor.Name), ("target", target), ("text", text))
                )
            ),
            Self
        );

    private void Report()
    {
        var known = _watched.Values.Where(watched => watched.Fields is not null).ToArray();
        var faults = string.Join(
            "; ",
            _watched.Values.Where(each => each.Fault is not null).Select(each => $"{each.Target}: {each.Fault}")
        );
        var state =
            faults.Length > 0 ? "unhealthy"
            : _trackers.Values.Any(tracker => tracker.AnyAlert) ? "alert"
            : "ok";
        JsonElement? fields =
            known.Length == 0 ? null : LooseJson.Object([.. known.Select(watched => (watched.Target, (object?)watched.Fields!.Value))]);
        var text = string.Join(", ", known.Select(watched => $"{watched.Target} {watched.Text}"));
        Context.Parent.Tell(new SensorReport(_sensor.Name, state, fields, text, _shell.Now.Wall, faults.Length > 0 ? faults : null), Self);
    }

    private sealed class Watched(Check check)
    {
        public Check Check => check;
        public string Target => check.Target;
        public TimeSpan LateAfter => check.Within * 2 + Patience;
        public CheckState State { get; set; } = CheckState.Empty;
        public int Misses { get; set; }
        public JsonElement? Fields { get; set; }
        public string Text { get; set; } = "";
        public string? Fault { get; set; }
    }

    private sealed record Due(string Target);

    private sealed record Late(string Target);

    private sealed record Seen(string Target, Judge? Judge, string Fault);
}
