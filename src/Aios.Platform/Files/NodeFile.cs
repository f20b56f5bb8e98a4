using System.Text;
using System.Text.Json;

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
        // Small enough to do without the serializer, whose types every start would load for it.
        var id = JsonEncodedText.Encode(now.NodeId);
        folder.Replace(
            Name,
            Encoding.UTF8.GetBytes($$"""{"node_id":"{{id}}","format_version":{{now.FormatVersion}},"incarnation":{{now.Incarnation}}}""")
        );
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

        NodeIdentity content;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            content = Content(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw Damaged(folder, error.Message, error);
        }

        if (content.FormatVersion > FormatVersion)
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
            { NodeId: "" } => throw Damaged(folder, "node_id is missing"),
            { FormatVersion: < 1 } => throw Damaged(folder, $"format_version is {content.FormatVersion}, must be 1 or more"),
            { Incarnation: < 1 } => throw Damaged(folder, $"incarnation is {content.Incarnation}, must be 1 or more"),
            _ => content,
        };
    }

    private static NodeIdentity Content(JsonElement file) =>
        new(
            file.TryGetProperty("node_id", out var id) ? id.GetString() ?? "" : "",
            file.TryGetProperty("format_version", out var version) ? version.GetInt32() : 0,
            file.TryGetProperty("incarnation", out var incarnation) ? incarnation.GetInt64() : 0
        );

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
