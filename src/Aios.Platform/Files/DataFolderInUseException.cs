namespace Aios.Platform.Files;

/// <summary>Another node already works in this data folder.</summary>
public sealed class DataFolderInUseException(string folder, int? processId)
    : IOException(
        $"{folder}: the data folder is in use by another node"
            + (processId is { } pid ? $" (process {pid})" : "")
            + ". Stop that node first, or start this one with another data folder."
    )
{
    public string Folder { get; } = folder;

    /// <summary>The process that holds the folder, when its lock file tells.</summary>
    public int? ProcessId { get; } = processId;
}
