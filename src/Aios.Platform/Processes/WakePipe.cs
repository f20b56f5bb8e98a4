using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>Lets another thread end a poll. Lives as long as the process.</summary>
internal sealed unsafe class WakePipe
{
    private readonly int _writeEnd;

    public WakePipe()
    {
        var ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.CloseOnExec | Libc.NonBlocking) != 0)
            throw new IOException($"no pipe to wake the thread that watches children: {Libc.Explain(Libc.LastError)}");
        (Descriptor, _writeEnd) = (ends[0], ends[1]);
    }

    public int Descriptor { get; }

    /// <summary>A full pipe wakes as well: nothing more is needed then.</summary>
    public void Wake()
    {
        byte one = 1;
        _ = Libc.Write(_writeEnd, &one, 1);
    }

    public void Drain()
    {
        var buffer = stackalloc byte[64];
        while (Libc.Read(Descriptor, buffer, 64) > 0) { }
    }
}
