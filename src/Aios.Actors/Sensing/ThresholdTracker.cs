using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Sensing;

/// <summary>The thresholds of one sensor, one per target. A change counts only once it is on record; until then it is decided again.</summary>
internal sealed class ThresholdTracker(
    string sensor,
    string eventType,
    string unit,
    Shell shell,
    Memory memory,
    IActorRef journal,
    IActorRef self
)
{
    private readonly Dictionary<string, Entry> _targets = Restore(sensor, eventType, memory, shell);

    public bool AnyAlert => _targets.Values.Any(entry => entry.State.Raised is not null);

    /// <summary>Nothing stands and nothing is on its way: readings under the bound may be left out.</summary>
    public bool IsQuiet => _targets.Values.All(entry => entry is { InFlight: false, State: { OverSince: null, Raised: null } });

    public IEnumerable<string> Standing => _targets.Where(pair => pair.Value.State.Raised is not null).Select(pair => pair.Key);

    /// <param name="extras">Further members of the payload.</param>
    public void Observe(string target, double value, ThresholdSettings bounds, params (string Name, object? Value)[] extras)
    {
        if (!_targets.TryGetValue(target, out var entry))
        {
            if (ThresholdRules.IsQuiet(ThresholdState.Empty, bounds, value))
                return;
            _targets[target] = entry = new Entry();
        }
        if (!entry.InFlight)
            Put(target, entry, ThresholdRules.Decide(entry.State, bounds, value, shell.Now), bounds, extras);
    }

    public void Gone(string target, params (string Name, object? Value)[] extras)
    {
        if (_targets.TryGetValue(target, out var entry) && !entry.InFlight)
            Put(target, entry, ThresholdRules.DecideGone(entry.State, shell.Now), null, extras);
    }

    /// <summary>True when the answer was for this tracker.</summary>
    public bool Take(object answer)
    {
        switch (answer)
        {
            case JournalProtocol.Appended { Tag: Pending pending } appended when pending.Owner == this:
                var entry = _targets[pending.Target];
                entry.InFlight = false;
                entry.LastId = appended.Records[^1].Event.Id.Value;
                Apply(pending.Target, entry, pending.Facts, pending.IsGone);
                return true;
            case JournalProtocol.AppendFailed { Tag: Pending failed } when failed.Owner == this:
                _targets[failed.Target].InFlight = false;
                return true;
            default:
                return false;
        }
    }

    private void Put(
        string target,
        Entry entry,
        Decision<IEvent> decision,
        ThresholdSettings? bounds,
        (string Name, object? Value)[] extras
    )
    {
        var events = new List<Event>();
        foreach (var fact in decision.Events)
            if (Written(target, entry, fact, bounds, extras) is { } written)
                events.Add(written);
        if (events.Count == 0)
        {
            Apply(target, entry, decision.Events, bounds is null);
            return;
        }
        entry.InFlight = true;
        journal.Tell(new JournalProtocol.Append(events, new Pending(this, target, decision.Events, bounds is null)), self);
    }

    private void Apply(string target, Entry entry, IReadOnlyList<IEvent> facts, bool isGone)
    {
        foreach (var fact in facts)
            entry.State = entry.State.Apply(fact);
        if (entry.State.OverSince is null && entry.State.Raised is null)
            entry.TraceId = null;
        if (isGone)
            _targets.Remove(target);
    }

    private Event? Written(string target, Entry entry, IEvent fact, ThresholdSettings? bounds, (string Name, object? Value)[] extras)
    {
        var (type, severity) = fact switch
        {
            CandidateSeen { OnRecord: true } => (EventTypes.ThresholdCandidate, Severity.Info),
            AlertRaised alert => (eventType, alert.Severity),
            AlertCleared => (EventTypes.Recovered, Severity.Info),
            _ => (null, Severity.Info),
        };
        if (type is null)
            return null;
        (string, object?)[] members =
        [
            ("sensor", sensor),
            ("target", target),
            ("of", eventType),
            .. fact switch
            {
                CandidateSeen seen => [("value", Shown(seen.Value)), ("threshold", bounds?.Warn)],
                AlertRaised alert =>
                [
                    ("value", Shown(alert.Value)),
                    ("threshold", alert.Severity == Severity.Critical ? bounds?.Critical : bounds?.Warn),
                    ("held_ms", alert.HeldMs),
                ],
                AlertCleared cleared => new (string, object?)[]
                {
                    ("value", cleared.Gone ? null : Shown(cleared.Value)),
                    ("gone", cleared.Gone),
                    ("lasted_ms", cleared.LastedMs),
                },
                _ => [],
            },
            ("unit", unit),
            .. extras,
        ];
        var note = shell.Note(type, $"sensor/{sensor}", severity, LooseJson.Object(members), traceId: entry.TraceId, causeId: entry.LastId);
        entry.TraceId = note.TraceId;
        return note;
    }

    // People read it; no sensor is more exact.
    private static double Shown(double value) => Math.Round(value, 3);

    private static Dictionary<string, Entry> Restore(string sensor, string eventType, Memory memory, Shell shell)
    {
        var now = shell.Now.Monotonic;
        return memory
            .Current.Alerts.Raised.Where(pair => pair.Key.Sensor == sensor && pair.Value.Event.Type == eventType)
            .OrderBy(pair => pair.Value.Seq)
            .ToDictionary(
                pair => pair.Key.Target,
                pair => new Entry
                {
                    State = new ThresholdState
                    {
                        OverSince = now,
                        Raised = pair.Value.Event.Severity,
                        RaisedAt = now,
                        LastAlertAt = now,
                    },
                    TraceId = pair.Value.Event.TraceId,
                    LastId = pair.Value.Event.Id.Value,
                }
            );
    }

    private sealed class Entry
    {
        public ThresholdState State { get; set; } = ThresholdState.Empty;
        public bool InFlight { get; set; }
        public string? TraceId { get; set; }
        public string? LastId { get; set; }
    }

    private sealed record Pending(ThresholdTracker Owner, string Target, IReadOnlyList<IEvent> Facts, bool IsGone);
}
