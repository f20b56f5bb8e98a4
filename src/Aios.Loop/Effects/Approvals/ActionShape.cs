using System.Text.Json.Serialization;

namespace Aios.Loop.Effects.Approvals;

/// <summary>An action written down for its hash.</summary>
[JsonSerializable(typeof(EffectAction))]
internal sealed partial class ActionShape : JsonSerializerContext;
