using System.Text.Json.Serialization;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Rollback;
using Aios.Loop.Safety;
using Aios.Loop.Scoring;

namespace Aios.Actors.Wire;

/// <summary>The shapes of what persistent actors store. A member that is added later needs a default value.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(RunIdConverter), typeof(PlaybookIdConverter), typeof(ApprovalIdConverter)]
)]
[JsonSerializable(typeof(ScoringState))]
[JsonSerializable(typeof(ScoringProtocol.Counted))]
[JsonSerializable(typeof(ScoringProtocol.Resumed))]
[JsonSerializable(typeof(ScoringProtocol.ScoreSaid))]
[JsonSerializable(typeof(ScoringProtocol.DwellBegun))]
[JsonSerializable(typeof(ScoringProtocol.DwellEnded))]
[JsonSerializable(typeof(ScoringProtocol.LevelChanged))]
[JsonSerializable(typeof(ApprovalState))]
[JsonSerializable(typeof(ApprovalProtocol.Requested))]
[JsonSerializable(typeof(ApprovalProtocol.Signed))]
[JsonSerializable(typeof(ApprovalProtocol.Granted))]
[JsonSerializable(typeof(ApprovalProtocol.Denied))]
[JsonSerializable(typeof(ApprovalProtocol.Expired))]
[JsonSerializable(typeof(ApprovalProtocol.Revoked))]
[JsonSerializable(typeof(RollbackProtocol.RolledBack))]
[JsonSerializable(typeof(RollbackProtocol.SayingsConfirmed))]
[JsonSerializable(typeof(PastSnapshot))]
[JsonSerializable(typeof(OrdersProtocol.PlaybookEnabled))]
[JsonSerializable(typeof(OrdersProtocol.PlaybookDisabled))]
[JsonSerializable(typeof(OrdersState))]
[JsonSerializable(typeof(OrdersProtocol.PlaybookForgotten))]
[JsonSerializable(typeof(OrdersProtocol.Frozen))]
[JsonSerializable(typeof(OrdersProtocol.Thawed))]
[JsonSerializable(typeof(OrdersProtocol.SilenceAdded))]
[JsonSerializable(typeof(OrdersProtocol.SilenceRemoved))]
internal sealed partial class FactContext : JsonSerializerContext;
