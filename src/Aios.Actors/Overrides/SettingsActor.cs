using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Overrides;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Actors.Overrides;

/// <summary>Changes settings one after the other: on record, then told to the owners, then answered when these have them in force.</summary>
internal sealed class SettingsActor : ReceiveActor, IWithTimers
{
    /// <summary>So long owners are waited for; after that one that hangs holds up no later change.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SettingsParts _parts;
    private readonly Queue<Asked> _waiting = new();
    private readonly HashSet<string> _awaited = [];
    private Asked? _current;
    private long _number;

    public SettingsActor(SettingsParts parts)
    {
        _parts = parts;
        // An answer to an earlier life is none to this one.
        _number = parts.Shell.Now.Monotonic;
        Receive<ICommand>(command =>
        {
            _waiting.Enqueue(new Asked(command, Sender));
            Next();
        });
        Receive<JournalProtocol.Appended>(done =>
        {
            if (ReferenceEquals(done.Tag, _current))
                Adopt();
            else
                Tell();
        });
        Receive<JournalProtocol.AppendFailed>(failed =>
        {
            if (ReferenceEquals(failed.Tag, _current))
                End(new Refused(new Refusal("setting", _current!.Command.Key, failed.Why, failed.Remedy)));
        });
        Receive<SettingsAdopted>(adopted =>
        {
            if (adopted.Number == _number && _awaited.Remove(adopted.Owner) && _awaited.Count == 0)
                EndWell();
        });
        Receive<Late>(late =>
        {
            if (late.Number == _number && _awaited.Count > 0)
                End(
                    new NotTaken(
                        $"it is on record, and {string.Join(", ", _awaited)} did not take it within {Patience.TotalSeconds:0} s; it holds as soon as it does"
                    )
                );
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    // What was put on record just before an end of this actor may not have been told to anybody.
    protected override void PreStart() => Tell();

    private OverridesState Overrides => _parts.Memory.Current.Overrides;

    private void Next()
    {
        while (_current is null && _waiting.TryDequeue(out var asked))
        {
            _current = asked;
            Begin(asked.Command);
        }
    }

    private void Begin(ICommand command)
    {
        var decision = OverridesRules.Decide(Overrides, command, _parts.Shell.Now.Wall);
        if (decision.Refusal is { } refusal)
            End(new Refused(refusal));
        else if (decision.Events.Count == 0)
            EndWell();
        else if (
            command is SetSetting set
            && _parts.Find(Overrides.Apply(decision.Events[0])).Ignored.TryGetValue(set.Key, out var allowed)
        )
            End(new Refused(OverridesRules.NotAllowed(set, allowed)));
        else
            _parts.Journal.TellSurely(JournalProtocol.Append.One(Note(decision.Events[0]), _current), Self);
    }

    private SettingsFound Hold()
    {
        var found = _parts.Find(Overrides);
        _parts.Board.Write(found.Settings);
        found.Adopt();
        return found;
    }

    private void Tell() => Tell(_parts.Owners, new AdoptSettings(Hold().Settings, -1));

    private void Tell(IEnumerable<SettingsOwner> owners, AdoptSettings adopt)
    {
        foreach (var owner in owners.Select(owner => owner.Ref).Distinct())
            owner.TellSurely(adopt, Self);
    }

    private void Adopt()
    {
        var before = _parts.Board.Current;
        var found = Hold();
        var owners = _parts.Owners.Where(owner => !owner.Part(before).Equals(owner.Part(found.Settings))).ToList();
        _awaited.UnionWith(owners.Select(owner => owner.Name));
        if (owners.Count == 0)
        {
            EndWell();
            return;
        }
        Tell(owners, new AdoptSettings(found.Settings, _number));
        Timers.StartSingleTimer("late", new Late(_number), Patience);
    }

    private void EndWell() => End(new Settled(OverridesRules.Told(Overrides, _current!.Command.Key)));

    private void End(IReply reply)
    {
        _current!.Asker.Tell(reply);
        _current = null;
        _awaited.Clear();
        _number++;
        Timers.Cancel("late");
        Next();
    }

    // In the trace of the event that the run answers.
    private Event Note(IEvent fact)
    {
        var (type, severity, payload) = OverrideCodec.Write(fact);
        var run = fact switch
        {
            SettingChanged changed => _parts.Memory.Current.Find(changed.Run),
            SettingRestored restored => _parts.Memory.Current.Find(restored.Run),
            _ => null,
        };
        return _parts.Shell.Note(
            type,
            OverrideCodec.Source,
            severity,
            payload,
            traceId: run?.Plan.TraceId,
            causeId: run?.Plan.EventId.Value
        );
    }

    private sealed record Asked(ICommand Command, IActorRef Asker);

    private sealed record Late(long Number);
}

/// <param name="Find">What files and overrides come to.</param>
internal sealed record SettingsParts(
    Shell Shell,
    Memory Memory,
    IActorRef Journal,
    SettingsBoard Board,
    Func<OverridesState, SettingsFound> Find,
    IReadOnlyList<SettingsOwner> Owners
);
