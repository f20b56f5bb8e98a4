using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>Non-blocking ends of a child's pipes. Each call gives the descriptor back, or -1 once it is closed.</summary>
internal static unsafe class ChildPipe
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Reads what is there, at most a few chunks, so that one child that writes without end does not hold up the others.</summary>
    public static int Read(int descriptor, CapturedOutput into)
    {
        if (descriptor < 0)
            return -1;
        var chunk = stackalloc byte[ChunkBytes];
        for (var count = 0; count < 4; count++)
        {
            var read = (int)Libc.Read(descriptor, chunk, ChunkBytes);
            if (read > 0)
            {
                into.Append(new ReadOnlySpan<byte>(chunk, read));
                continue;
            }
            if (read < 0 && Libc.LastError is Libc.Eagain or Libc.Eintr)
                return descriptor;
            return Closed(descriptor);
        }
        return descriptor;
    }

    public static int Write(int descriptor, byte[] input, ref int written)
    {
        fixed (byte* from = input)
        {
            while (written < input.Length)
            {
                var wrote = (int)Libc.Write(descriptor, from + written, (nuint)Math.Min(ChunkBytes, input.Length - written));
                if (wrote < 0)
                    return Libc.LastError is Libc.Eagain or Libc.Eintr ? descriptor : Closed(descriptor);
                written += wrote;
            }
        }
        return Closed(descriptor);
    }

    public static int Closed(int descriptor)
    {
        if (descriptor >= 0)
            _ = Libc.Close(descriptor);
        return -1;
    }
}
