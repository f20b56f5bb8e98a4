using System.Globalization;
using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>
/// Gives a child its limits before its program begins. posix_spawn(3) cannot, and this process must not stand under them itself meanwhile: so
/// the child begins as <c>/bin/sh</c>, which waits at a pipe and then becomes the program. The shell reads none of its arguments. When this
/// process dies meanwhile the pipe ends, and the child with it.
/// </summary>
internal static unsafe class LimitSetter
{
    private const string Shell = "/bin/sh";

    // What shells put into the environment is taken out again; bash leaves `_`.
    private const string Script = "unset PWD OLDPWD SHLVL; umask 077; read -r go <&3 && exec \"$@\" 3<&-";

    // Kinds of limits as Linux numbers them.
    private const int Cpu = 0;
    private const int Data = 2;
    private const int Core = 4;
    private const int Processes = 6;
    private const int Files = 7;
    private const ulong CpuGrace = 5;

    /// <summary>The arguments of a program that has to wait for <see cref="Release"/>.</summary>
    public static IReadOnlyList<string> Waiting(IReadOnlyList<string> arguments) => [Shell, "-c", Script, Shell, .. arguments];

    /// <summary>0, or the number of the error that kept it from being limited: then it ends without having become its program.</summary>
    public static int Release(Spawned child, ChildLimits limits)
    {
        var (seconds, processes) = ((ulong)limits.CpuTime.TotalSeconds, Tasks() + (ulong)limits.Processes);
        ReadOnlySpan<(int Kind, ulong Soft, ulong Hard)> bounds =
        [
            (Core, 0, 0),
            (Files, (ulong)limits.OpenFiles, (ulong)limits.OpenFiles),
            (Processes, processes, processes),
            (Data, (ulong)limits.MemoryBytes, (ulong)limits.MemoryBytes),
            (Cpu, seconds, seconds + CpuGrace),
        ];
        foreach (var (kind, soft, hard) in bounds)
        {
            Libc.Limit had;
            if (Libc.ProcessLimit(child.Pid, kind, null, &had) != 0)
                return Libc.LastError;
            var wanted = new Libc.Limit { Soft = Math.Min(soft, had.Hard), Hard = Math.Min(hard, had.Hard) };
            if (Libc.ProcessLimit(child.Pid, kind, &wanted, null) != 0)
                return Libc.LastError;
        }
        var go = (byte)'\n';
        _ = Libc.Write(child.Gate, &go, 1);
        child.Gate = ChildPipe.Closed(child.Gate);
        return 0;
    }

    /// <summary>How many processes and threads the machine has; 0 where the kernel does not tell.</summary>
    private static ulong Tasks()
    {
        try
        {
            // 0.20 0.18 0.12 1/80 11206
            return
                File.ReadAllText("/proc/loadavg").Split(' ', '/') is [_, _, _, _, var count, ..]
                && ulong.TryParse(count, CultureInfo.InvariantCulture, out var tasks)
                ? tasks
                : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
