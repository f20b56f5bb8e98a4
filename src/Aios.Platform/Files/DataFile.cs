namespace Aios.Platform.Files;

/// <summary>An open file of a data folder, read and written by position. Not buffered; nothing is durable before a sync returns.</summary>
public sealed class DataFile : IDisposable
{
    private readonly IDiskFile _file;

    internal DataFile(IDiskFile file, string name, string path)
    {
        _file = file;
        Name = name;
        FullPath = path;
    }

    /// <summary>The name relative to the data folder.</summary>
    public string Name { get; }

    public string FullPath { get; }

    /// <summary>The length in bytes, asked of the kernel.</summary>
    public long Length => _file.Length;

    /// <summary>Reads up to the span's length; 0 means the end of the file.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        try
        {
            return _file.Read(buffer, offset);
        }
        catch (IOException error)
        {
            throw DataFolderException.From(Errno.Of(error), "read", FullPath, error);
        }
    }

    /// <summary>Writes all bytes at the offset. When it throws, any part of them may be in the file.</summary>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            _file.Write(bytes, offset);
        }
        catch (IOException error)
        {
            throw DataFolderException.From(Errno.Of(error), "write", FullPath, error);
        }
    }

    public void Truncate(long length)
    {
        try
        {
            _file.Truncate(length);
        }
        catch (IOException error)
        {
            throw DataFolderException.From(Errno.Of(error), "truncate", FullPath, error);
        }
    }

    /// <summary>Makes the file so long and takes the room on the disk for all of it now, not when it is written.</summary>
    /// <exception cref="DataFolderException">There is not so much room.</exception>
    public void Allocate(long length)
    {
        if (_file.Allocate(length) is var errno and not 0)
            throw DataFolderException.From(errno, "take room", FullPath);
    }

    /// <summary>Brings content and all metadata to the disk.</summary>
    /// <exception cref="StorageSyncException">The data may be lost; close this file, never sync it again.</exception>
    public void Sync() => _file.Sync();

    /// <summary>Brings content and length to the disk.</summary>
    /// <exception cref="StorageSyncException">The data may be lost; close this file, never sync it again.</exception>
    public void SyncData() => _file.SyncData();

    public void Dispose() => _file.Dispose();
}
