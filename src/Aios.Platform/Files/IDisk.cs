using Aios.Platform.Machine;

namespace Aios.Platform.Files;

/// <summary>What a data folder asks of the file system: of the kernel's, or of one that a simulation makes up. Paths are absolute.</summary>
internal interface IDisk
{
    /// <summary>As open(2), never through a symbolic link; null with the error number where it fails.</summary>
    /// <param name="flags">Of <see cref="NativeFile"/>.</param>
    IDiskFile? Open(string path, int flags, out int errno);

    bool HasFile(string path);

    bool HasFolder(string path);

    /// <summary>Whether it cannot even be said that nothing is there.</summary>
    bool IsHidden(string path);

    /// <summary>Names of the files directly in a folder, in any order.</summary>
    IEnumerable<string> Files(string folder);

    /// <summary>As <see cref="Files"/>, of the folders; a link is none.</summary>
    IEnumerable<string> Folders(string folder);

    /// <summary>Makes one folder, for its owner alone; the one above it is there.</summary>
    void MakeFolder(string path);

    /// <summary>A file that has the name already is replaced.</summary>
    void Rename(string path, string target);

    void Delete(string path);

    /// <summary>Brings the names in a folder to the disk.</summary>
    /// <exception cref="StorageSyncException">What was made, renamed or deleted there may come back, or be gone.</exception>
    void SyncFolder(string path);

    /// <exception cref="IOException">The path does not exist or cannot be asked.</exception>
    DiskSpace SpaceOf(string path);
}

/// <summary>An open file. What fails throws an <see cref="IOException"/> with the error number.</summary>
internal interface IDiskFile : IDisposable
{
    long Length { get; }

    /// <returns>0 at the end.</returns>
    int Read(Span<byte> buffer, long offset);

    void Write(ReadOnlySpan<byte> bytes, long offset);

    void Truncate(long length);

    /// <summary>Makes it so long and takes the room for all of it.</summary>
    /// <returns>The error number; 0 when the room is there.</returns>
    int Allocate(long length);

    void Sync();

    void SyncData();
}
