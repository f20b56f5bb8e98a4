namespace Aios.Platform.Files;

/// <summary>Why a data folder could not do what was asked.</summary>
public enum DataFolderFault
{
    /// <summary>The name is not one of a file below the folder.</summary>
    BadName,

    /// <summary>The folder or file is not there.</summary>
    Missing,

    /// <summary>The file is there already and was to be made new.</summary>
    Exists,

    /// <summary>This user may not read or write there.</summary>
    NotPermitted,

    /// <summary>The file system is mounted read-only.</summary>
    ReadOnly,

    /// <summary>The disk or the quota is full.</summary>
    Full,

    /// <summary>Something else stands where a file or folder is expected (a link, a folder, a file).</summary>
    WrongKind,

    /// <summary>The content is not what this version can read.</summary>
    Unreadable,

    /// <summary>The device or the kernel reported another error.</summary>
    Failed,
}
