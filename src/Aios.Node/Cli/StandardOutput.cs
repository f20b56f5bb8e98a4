using Microsoft.Win32.SafeHandles;

namespace Aios.Node.Cli;

/// <summary>Standard output as a stream that reports when its reader is gone; the framework's own stays silent about that.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static Stream Open()
    {
        if (!Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        try
        {
            var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // A file keeps the shared position that other writers to the same file need.
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Console.OpenStandardOutput();
        }
    }
}

/// <summary>Whoever read the output has seen enough.</summary>
internal sealed class OutputClosedException(Exception inner) : Exception("nobody reads the output any more", inner);
