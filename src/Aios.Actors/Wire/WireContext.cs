using System.Text.Json.Serialization;
using Aios.Loop.Reacting;
using static Aios.Loop.Effects.RunProtocol;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Actors.Wire;

/// <summary>
/// The closed set of shapes that are written down; nothing else can be read back. A member that is missing makes the whole unreadable:
/// one that is added later needs a default value.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(RunIdConverter), typeof(PlaybookIdConverter), typeof(EventIdConverter)]
)]
[JsonSerializable(typeof(Planned))]
[JsonSerializable(typeof(StepStarted))]
[JsonSerializable(typeof(StepSucceeded))]
[JsonSerializable(typeof(StepFailed))]
[JsonSerializable(typeof(StepUnknown))]
[JsonSerializable(typeof(StepInDoubt))]
[JsonSerializable(typeof(PersonAsked))]
[JsonSerializable(typeof(WaitingToRetry))]
[JsonSerializable(typeof(GateAsked))]
[JsonSerializable(typeof(Failed))]
[JsonSerializable(typeof(RungTaken))]
[JsonSerializable(typeof(Compensating))]
[JsonSerializable(typeof(ApprovalAsked))]
[JsonSerializable(typeof(ApprovalGiven))]
[JsonSerializable(typeof(Held))]
[JsonSerializable(typeof(Stopping))]
[JsonSerializable(typeof(RollbackFailed))]
[JsonSerializable(typeof(RollbackRetried))]
[JsonSerializable(typeof(Ended))]
[JsonSerializable(typeof(WindowsMoved))]
[JsonSerializable(typeof(HeldEvent))]
[JsonSerializable(typeof(EventReleased))]
internal sealed partial class WireContext : JsonSerializerContext;
