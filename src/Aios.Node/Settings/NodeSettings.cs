using Aios.Journal.Maintenance;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Office;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>Everything that can be set, in loop order, checked.</summary>
/// <param name="Tree">The composed configuration; the actor engine reads <c>akka</c> from it.</param>
/// <param name="Values">Every <c>aios.*</c> key with its value as written and where, in the order of the file.</param>
internal sealed record NodeSettings(
    HeartbeatSettings Heartbeat,
    SensingSettings Sensors,
    TargetSettings Targets,
    SchedulingSettings Scheduler,
    EffectSettings Effects,
    ScoringSettings Score,
    JournalSettings Journal,
    LogSettings Log,
    ShutdownSettings Shutdown,
    InspectionSettings Inspection,
    HoconObject Tree,
    IReadOnlyList<SettingValue> Values
)
{
    public IncidentSettings Incidents { get; init; } = IncidentSettings.Default;
    public SafetySettings Safety { get; init; } = SafetySettings.Default;

    /// <summary>How people are told by other ways than the console.</summary>
    public NotifySettings Notify { get; init; } = NotifySettings.Default;

    public OfficeSettings Office { get; init; } = OfficeSettings.Default;

    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public Origin OriginOf(string key) =>
        Values.FirstOrDefault(each => each.Key == key)?.Origin ?? throw new KeyNotFoundException($"{key} is no setting");
}

/// <param name="Text">As <see cref="SettingText"/> has it.</param>
/// <param name="Allowed">Its type, in words that follow "must be".</param>
internal sealed record SettingValue(string Key, string Text, Origin Origin, string Allowed);
