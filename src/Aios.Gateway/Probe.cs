using Aios.Loop.Effects;

namespace Aios.Gateway;

/// <summary>One look at something outside.</summary>
/// <param name="Name">What asks: <c>verify/disk-cleanup</c>, <c>sensor/exec-raid</c>.</param>
/// <param name="Risk">Must be <see cref="Risk.Read"/>.</param>
/// <param name="Timeout">More than 0, at most 24 h; waiting for a place counts for itself.</param>
/// <param name="TraceId">W3C trace id, or null.</param>
public sealed record Probe(string Name, EffectAction Action, Risk Risk, TimeSpan Timeout, string? TraceId);
