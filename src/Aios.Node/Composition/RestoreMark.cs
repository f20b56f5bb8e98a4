using Aios.Platform.Files;

namespace Aios.Node.Composition;

/// <summary>Stands in a data folder while a backup is restored into it: no node may take up what is not whole.</summary>
internal static class RestoreMark
{
    private const string Name = "restore.unfinished";

    public static void Set(DataFolder folder) => folder.Replace(Name, "a backup is restored into this folder\n"u8);

    public static void Clear(DataFolder folder) => folder.Delete(Name);

    /// <exception cref="DataFolderException">A restore was begun here and not finished.</exception>
    public static void Refuse(DataFolder folder)
    {
        using var mark = folder.TryOpenRead(Name);
        if (mark is not null)
            throw new DataFolderException(
                DataFolderFault.Unreadable,
                mark.FullPath,
                "a backup was being restored into this folder and that did not come to its end",
                "Remove the whole folder and restore again."
            );
    }
}
