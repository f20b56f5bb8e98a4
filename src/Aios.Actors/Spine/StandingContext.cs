using System.Text.Json.Serialization;
using Aios.Actors.Wire;
using Aios.Loop.Incidents;
using Aios.Loop.Overrides;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>The shapes of what outlives the records of the log. A member that is added later needs a default value.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    IncludeFields = true,
    Converters = [typeof(RunIdConverter), typeof(PlaybookIdConverter), typeof(EventIdConverter), typeof(IncidentIdConverter)]
)]
[JsonSerializable(typeof(QueueStanding))]
[JsonSerializable(typeof(RecordedEvent))]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(UnsaidSigns))]
[JsonSerializable(typeof(SettingOverride))]
internal sealed partial class StandingContext : JsonSerializerContext;

/// <summary>Signs of trouble that no incident was opened for yet.</summary>
internal sealed record UnsaidSigns(IncidentKey Key, Evidence Evidence);
