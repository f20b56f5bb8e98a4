using System.Text;
using Aios.Platform.Native;

namespace Aios.Platform.Machine;

/// <summary>Reads files below /proc by pid without allocating.</summary>
internal static unsafe class ProcFile
{
    /// <summary>Reads <c>/proc/PID/NAME</c>; -1 when it cannot be read (gone, or not ours to read).</summary>
    public static int Read(int pid, ReadOnlySpan<byte> name, Span<byte> buffer)
    {
        Span<byte> path = stackalloc byte[64];
        "/proc/"u8.CopyTo(path);
        if (!pid.TryFormat(path[6..], out var digits) || name.Length > path.Length - digits - 8)
            return -1;
        path[6 + digits] = (byte)'/';
        name.CopyTo(path[(7 + digits)..]);
        path[7 + digits + name.Length] = 0;
        fixed (byte* at = path)
        {
            var descriptor = Libc.Open(at, Libc.CloseOnExec, 0);
            if (descriptor < 0)
                return -1;
            var total = ReadAll(descriptor, buffer);
            _ = Libc.Close(descriptor);
            return total;
        }
    }

    /// <summary>The whole file, at most <paramref name="limit"/> bytes; empty when it cannot be read.</summary>
    public static byte[] ReadAll(int pid, ReadOnlySpan<byte> name, int limit)
    {
        for (var size = Math.Min(limit, 4096); ; size = Math.Min(limit, size * 4))
        {
            var buffer = new byte[size];
            var read = Read(pid, name, buffer);
            if (read < size || size == limit)
                return read <= 0 ? [] : buffer[..read];
        }
    }

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static int ReadAll(int descriptor, Span<byte> buffer)
    {
        var total = 0;
        fixed (byte* into = buffer)
        {
            while (total < buffer.Length)
            {
                var read = (int)Libc.Read(descriptor, into + total, (nuint)(buffer.Length - total));
                if (read < 0 && Libc.LastError == Libc.Eintr)
                    continue;
                if (read <= 0)
                    return read < 0 && total == 0 ? -1 : total;
                total += read;
            }
        }
        return total;
    }
}
