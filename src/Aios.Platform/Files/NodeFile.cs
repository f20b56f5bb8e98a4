using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Platform.Files;

/// <summary><c>node.json</c>: what a node knows about itself before it reads anything else.</summary>
public static class NodeFile
{
    public const string Name = "node.json";

    /// <summary>The layout of the data folder that this version reads and writes.</summary>
    public const int FormatVersion = 1;

    private const int LongestHostName = 48;

    /// <summary>Begins a new incarnation, durable when this returns. The folder's lock must be held.</summary>
    /// <remarks>The random source draws the four digits at the very first start.</remarks>
    /// <exception cref="DataFolderException">The file is damaged or of a newer version.</exception>
    public static NodeIdentity Begin(DataFolder folder, string hostName, Random random)
    {
        var known = Read(folder);
        return Write(
            folder,
            known is null ? new NodeIdentity(Draw(hostName, random), FormatVersion, 1) : known with { Incarnation = known.Incarnation + 1 }
        );
    }

    /// <summary>
    /// Begins a new incarnation under a name that was not in use here: the folder is a copy, and the node that it is a copy of may still run.
    /// </summary>
    /// <inheritdoc cref="Begin"/>
    public static NodeIdentity BeginCopy(DataFolder folder, string hostName, Random random)
    {
        var known = Read(folder);
        var id = Draw(hostName, random);
        while (id == known?.NodeId)
            id = Draw(hostName, random);
        return Write(folder, new NodeIdentity(id, FormatVersion, (known?.Incarnation ?? 0) + 1));
    }

    private static NodeIdentity Write(DataFolder folder, NodeIdentity now)
    {
        var content = new NodeFileContent(now.NodeId, now.FormatVersion, now.Incarnation);
        folder.Replace(Name, JsonSerializer.SerializeToUtf8Bytes(content, NodeFileJson.Default.NodeFileContent));
        return now;
    }

    /// <summary>What the file says; null before the first start.</summary>
    /// <exception cref="DataFolderException">The file is damaged or of a newer version.</exception>
    public static NodeIdentity? Read(DataFolder folder)
    {
        var bytes = folder.ReadAll(Name, 64 * 1024);
        if (bytes is null)
        {
            return null;
        }

        NodeFileContent? content;
        try
        {
            content = JsonSerializer.Deserialize(bytes, NodeFileJson.Default.NodeFileContent);
        }
        catch (JsonException error)
        {
            throw Damaged(folder, error.Message, error);
        }

        if (content is { FormatVersion: > FormatVersion })
        {
            throw new DataFolderException(
                DataFolderFault.Unreadable,
                folder.PathOf(Name),
                $"format_version is {content.FormatVersion}, this version reads up to {FormatVersion}",
                "Start the newer version that wrote it, or choose another data folder."
            );
        }

        return content switch
        {
            null or { NodeId: null or "" } => throw Damaged(folder, "node_id is missing"),
            { FormatVersion: < 1 } => throw Damaged(folder, $"format_version is {content.FormatVersion}, must be 1 or more"),
            { Incarnation: < 1 } => throw Damaged(folder, $"incarnation is {content.Incarnation}, must be 1 or more"),
            _ => new NodeIdentity(content.NodeId, content.FormatVersion, content.Incarnation),
        };
    }

    private static DataFolderException Damaged(DataFolder folder, string why, Exception? inner = null) =>
        new(
            DataFolderFault.Unreadable,
            folder.PathOf(Name),
            $"the file is damaged: {why}",
            """Restore it from a backup, or write {"node_id":"<name in the event log>","format_version":1,"incarnation":<epoch of the last event>}.""",
            inner
        );

    private static string Draw(string hostName, Random random) => $"{Clean(hostName)}-{random.Next(0x10000):x4}";

    private static string Clean(string hostName)
    {
        var kept = hostName.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '-').Take(LongestHostName).ToArray();
        return kept.Length == 0 ? "node" : new string(kept);
    }
}

internal sealed record NodeFileContent(
    [property: JsonPropertyName("node_id")] string? NodeId,
    [property: JsonPropertyName("format_version")] int FormatVersion,
    [property: JsonPropertyName("incarnation")] long Incarnation
);

[JsonSerializable(typeof(NodeFileContent))]
internal sealed partial class NodeFileJson : JsonSerializerContext;
