using System.Collections.Immutable;
using System.Text.Json;

namespace Aios.Loop.Rollback;

/// <summary>A state on disk, with what else of the past could be had when it was written.</summary>
/// <param name="Earlier">The snapshots before it, oldest first.</param>
/// <param name="FromSeq">As <see cref="Kept.FromSeq"/>, once the facts before are deleted.</param>
/// <param name="Shape">Name and version of what <paramref name="State"/> is; null in those of before there were several.</param>
/// <param name="Seal">A hash over all the rest; null in those of before there was one.</param>
public sealed record PastSnapshot(
    JsonElement State,
    ImmutableArray<KeptSnapshot> Earlier,
    long FromSeq,
    long SinceWall,
    string? Shape = null,
    string? Seal = null
);
