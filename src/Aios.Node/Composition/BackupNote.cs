using System.Text.Json;
using System.Text.Json.Serialization;
using Aios.Platform.Files;

namespace Aios.Node.Composition;

/// <summary><c>backup.json</c>: what a folder holds that <c>aios backup</c> made. It is written last: without it a copy is not whole.</summary>
/// <param name="LastSeq">The newest record of the log in it.</param>
/// <param name="BeforeSeq">The log up to here is older than the database in it.</param>
/// <param name="At">Milliseconds since the Unix epoch.</param>
internal sealed record BackupNote(int FormatVersion, string Node, string Version, long At, long BeforeSeq, long LastSeq)
{
    public const string Name = "backup.json";
    public const int Format = 1;

    public void Write(DataFolder folder) => folder.Replace(Name, JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupNote));

    /// <exception cref="DataFolderException">There is none, or it is of a newer version.</exception>
    public static BackupNote Read(DataFolder folder)
    {
        BackupNote? note = null;
        try
        {
            note = folder.ReadAll(Name, 64 * 1024) is { } bytes ? JsonSerializer.Deserialize(bytes, BackupJson.Default.BackupNote) : null;
        }
        catch (JsonException) { }
        return note switch
        {
            null => throw No(folder, "it is no backup, or one that was not finished", "Name a folder that 'aios backup' made."),
            { FormatVersion: > Format } => throw No(
                folder,
                $"its format_version is {note.FormatVersion}, this version reads up to {Format}",
                "Restore it with the version that made it."
            ),
            _ => note,
        };
    }

    private static DataFolderException No(DataFolder folder, string why, string remedy) =>
        new(DataFolderFault.Unreadable, folder.PathOf(Name), why, remedy);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BackupNote))]
internal sealed partial class BackupJson : JsonSerializerContext;
