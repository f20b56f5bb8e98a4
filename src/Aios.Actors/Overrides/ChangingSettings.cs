using Aios.Loop.Overrides;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;

namespace Aios.Actors.Overrides;

/// <summary>Settings of actors that take other ones while they run.</summary>
public sealed record ChangingSettings(HeartbeatSettings Heartbeat, SensingSettings Sensors, SchedulingSettings Scheduler);

/// <summary>What the files and what steps changed come to.</summary>
/// <param name="Ignored">Changes that do not count, by key, with what is allowed in words that follow "must be".</param>
public sealed record SettingsFound(ChangingSettings Settings, IReadOnlyDictionary<string, string> Ignored)
{
    /// <summary>Puts into force what belongs to no actor.</summary>
    public Action Adopt { get; init; } = () => { };
}

/// <summary>
/// The settings that hold. The settings' actor writes it; the owners read it when they start, also when they start again, and are told what
/// changes after that; the score looks at it with every report of the heartbeat.
/// </summary>
public sealed class SettingsBoard(ChangingSettings start)
{
    private ChangingSettings _current = start;

    public ChangingSettings Current => Volatile.Read(ref _current);

    internal void Write(ChangingSettings settings) => Volatile.Write(ref _current, settings);
}

/// <summary>Told to an owner, which takes what is its own and answers <see cref="SettingsAdopted"/>.</summary>
/// <param name="Number">Comes back with the answer.</param>
internal sealed record AdoptSettings(ChangingSettings Settings, long Number);

/// <param name="Owner">Its name.</param>
internal sealed record SettingsAdopted(string Owner, long Number);

/// <summary>Who takes a part of the settings.</summary>
/// <param name="Name">As it answers.</param>
/// <param name="Ref">Itself, or a parent that hands it on.</param>
/// <param name="Part">What it takes: it is told when this is another.</param>
internal sealed record SettingsOwner(string Name, Akka.Actor.IActorRef Ref, Func<ChangingSettings, object> Part);
