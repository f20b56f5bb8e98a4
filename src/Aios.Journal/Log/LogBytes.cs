using System.IO.Compression;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>The lines of one day as bytes, from some place on, whichever tier they lie in.</summary>
internal abstract class LogBytes : IDisposable
{
    /// <summary>0 at the end.</summary>
    /// <exception cref="InvalidDataException">An archive is damaged.</exception>
    public abstract int Read(Span<byte> buffer);

    public abstract void Dispose();
}

/// <summary>A plain day file, or so many bytes of it.</summary>
internal sealed class PlainBytes(DataFile file, long offset = 0, long length = long.MaxValue, bool isOwner = true) : LogBytes
{
    private readonly DataFileStream _part = new(file, offset, length, isOwner);

    public override int Read(Span<byte> buffer) => _part.Read(buffer);

    public override void Dispose() => _part.Dispose();
}

/// <summary>An archive, from the beginning of one of its members on, or so many bytes of whole members.</summary>
internal sealed class ArchiveBytes(DataFile file, long offset = 0, long length = long.MaxValue, bool isOwner = true) : LogBytes
{
    private readonly GZipStream _inflated = new(new DataFileStream(file, offset, length, isOwner), CompressionMode.Decompress);

    public override int Read(Span<byte> buffer) => _inflated.Read(buffer);

    public override void Dispose() => _inflated.Dispose();
}
