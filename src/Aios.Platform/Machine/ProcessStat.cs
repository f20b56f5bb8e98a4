using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Aios.Platform.Machine;

/// <summary>A process name of at most 15 bytes, kept without allocating.</summary>
[InlineArray(16)]
public struct ProcessNameBytes
{
    private byte _first;
}

/// <summary>What <c>/proc/PID/stat</c> says (proc_pid_stat(5)).</summary>
public struct ProcessStat
{
    private ProcessNameBytes _name;
    private int _nameLength;

    public int Pid { get; private set; }

    /// <summary>R running, S sleeping, D waiting for a device, Z ended but not reaped, T stopped…</summary>
    public char State { get; private set; }

    public int ParentPid { get; private set; }

    public int ProcessGroup { get; private set; }

    public int Session { get; private set; }

    /// <summary>User and system time in clock ticks.</summary>
    public long CpuTicks { get; private set; }

    /// <summary>Clock ticks since boot; with the pid it names one process for ever.</summary>
    public long StartTicks { get; private set; }

    /// <summary>Memory in RAM, in bytes.</summary>
    public long ResidentBytes { get; private set; }

    public int Threads { get; private set; }

    public readonly bool HasEnded => State is 'Z' or 'X';

    /// <summary>The kernel's name of the process, cut to 15 bytes by the kernel.</summary>
    public readonly string Name => ProcFile.Text(((ReadOnlySpan<byte>)_name)[.._nameLength]);

    public readonly bool NameEquals(ReadOnlySpan<byte> name) => ((ReadOnlySpan<byte>)_name)[.._nameLength].SequenceEqual(name);

    /// <summary>False when there is no such process.</summary>
    public static bool TryRead(int pid, out ProcessStat stat)
    {
        Span<byte> buffer = stackalloc byte[1024];
        var length = pid > 0 ? ProcFile.Read(pid, "stat"u8, buffer) : -1;
        stat = default;
        return length > 0 && TryParse(buffer[..length], out stat);
    }

    /// <summary>The name stands in parentheses and may itself hold blanks and parentheses: the last closing one ends it.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> line, out ProcessStat stat)
    {
        stat = default;
        var open = line.IndexOf((byte)'(');
        var close = line.LastIndexOf((byte)')');
        if (open < 2 || close < open || !Utf8Parser.TryParse(line, out int pid, out _))
            return false;
        var name = line[(open + 1)..close];
        stat._nameLength = Math.Min(name.Length, 16);
        name[..stat._nameLength].CopyTo(stat._name);
        stat.Pid = pid;
        var rest = line[(close + 1)..].TrimStart((byte)' ');
        if (rest.IsEmpty)
            return false;
        stat.State = (char)rest[0];
        Span<long> fields = stackalloc long[22];
        if (!Numbers(rest[1..], fields))
            return false;
        stat.ParentPid = (int)fields[0];
        stat.ProcessGroup = (int)fields[1];
        stat.Session = (int)fields[2];
        stat.CpuTicks = fields[10] + fields[11];
        stat.Threads = (int)fields[16];
        stat.StartTicks = fields[18];
        stat.ResidentBytes = fields[20] * Environment.SystemPageSize;
        return true;
    }

    /// <summary>Fields from the fourth (parent) on.</summary>
    private static bool Numbers(ReadOnlySpan<byte> text, Span<long> fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            text = text.TrimStart((byte)' ');
            if (Utf8Parser.TryParse(text, out long value, out var used))
                fields[index] = value;
            else if (Utf8Parser.TryParse(text, out ulong large, out used))
                fields[index] = (long)Math.Min(large, long.MaxValue);
            else
                return false;
            text = text[used..];
        }
        return true;
    }
}
