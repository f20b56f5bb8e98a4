using System.Text.Json.Serialization;

namespace Aios.Gateway.Files;

/// <summary>What was before a step, as it is written down beside the contents.</summary>
/// <param name="Kind">Who puts it back: <c>files</c>, <c>expendable</c>, <c>service</c> or <c>setting</c>.</param>
/// <param name="Key">The service or the setting; null for files.</param>
/// <param name="Value">Its state before; for <c>expendable</c> what was deleted, in words.</param>
public sealed record Snapshot(string Kind, IReadOnlyList<KeptFile> Files, string? Key = null, string? Value = null)
{
    public int V { get; init; } = 1;
}

/// <param name="Path">Absolute.</param>
/// <param name="Existed">False: nothing was there, so putting it back deletes.</param>
/// <param name="Mode">Permission bits.</param>
/// <param name="Sha256">Of the content, lower-case hex; empty when nothing was there.</param>
public sealed record KeptFile(string Path, bool Existed, int Mode, uint User, uint Group, long SizeBytes, string Sha256);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(Snapshot))]
internal sealed partial class SnapshotContext : JsonSerializerContext;
