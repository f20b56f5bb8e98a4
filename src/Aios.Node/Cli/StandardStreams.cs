using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Aios.Node.Cli;

/// <summary>
/// The streams that the process was started with. Terminals are written and read as files: the framework's console sends them sequences of
/// its own, whatever colours are wanted.
/// </summary>
internal static class StandardStreams
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Lazy<TextWriter> Errors = new(() =>
        Console.IsErrorRedirected
            ? Console.Error
            : TextWriter.Synchronized(new StreamWriter(Descriptor(2, FileAccess.Write), Encoding) { AutoFlush = true })
    );

    /// <summary>Standard error.</summary>
    public static TextWriter Error => Errors.Value;

    public static TextReader Input() => Console.IsInputRedirected ? Console.In : new StreamReader(Descriptor(0, FileAccess.Read), Encoding);

    /// <summary>Standard output, as a stream that reports when its reader is gone; the framework's own stays silent about that.</summary>
    public static Stream Output()
    {
        try
        {
            var stream = Descriptor(1, FileAccess.Write);
            // A file keeps the shared position that other writers to the same file need.
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Console.OpenStandardOutput();
        }
    }

    private static FileStream Descriptor(int number, FileAccess access) =>
        new(new SafeFileHandle(number, ownsHandle: false), access, bufferSize: 0);
}

/// <summary>Whoever read the output has seen enough.</summary>
internal sealed class OutputClosedException(Exception inner) : Exception("nobody reads the output any more", inner);
