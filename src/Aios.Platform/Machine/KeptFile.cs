using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Machine;

/// <summary>A kernel file kept open and read from its start again and again, into one buffer. Not for several threads at once.</summary>
internal sealed class KeptFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly byte[] _buffer;

    private KeptFile(SafeFileHandle handle, int size) => (_handle, _buffer) = (handle, new byte[size]);

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static KeptFile Open(string path, int size) =>
        new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), size);

    public static KeptFile? TryOpen(string path, int size)
    {
        try
        {
            var file = Open(path, size);
            _ = file.Read();
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What fits into the buffer; valid until the next read.</summary>
    public ReadOnlySpan<byte> Read() => _buffer.AsSpan(0, RandomAccess.Read(_handle, _buffer, 0));

    public void Dispose() => _handle.Dispose();
}
