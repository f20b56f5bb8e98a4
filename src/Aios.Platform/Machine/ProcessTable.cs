using System.Globalization;
using System.Text;

namespace Aios.Platform.Machine;

/// <summary>Finds processes.</summary>
public static class ProcessTable
{
    private const int KernelNameBytes = 15;
    private const int MaxPidFileBytes = 64;
    private const int MaxCommandBytes = 4096;

    /// <summary>Everything that runs now, ended ones left out. A process may end while the list is made.</summary>
    public static IEnumerable<ProcessStat> All()
    {
        foreach (var pid in Pids.All())
        {
            if (ProcessStat.TryRead(pid, out var stat) && !stat.HasEnded)
                yield return stat;
        }
    }

    /// <summary>Processes of that name: the kernel's, or for a name of more than 15 bytes the file name of the program in the command line.</summary>
    public static IReadOnlyList<ProcessIdentity> FindByName(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var kernelName = bytes.AsSpan(0, Math.Min(bytes.Length, KernelNameBytes)).ToArray();
        var found = new List<ProcessIdentity>();
        foreach (var stat in All())
        {
            if (stat.NameEquals(kernelName) && (bytes.Length <= KernelNameBytes || ProgramName(stat.Pid) == name))
                found.Add(new ProcessIdentity(stat.Pid, stat.StartTicks));
        }
        return found;
    }

    /// <summary>The running process that a pid file names; null when the file is absent, holds no number, or nobody has that pid.</summary>
    public static ProcessIdentity? FindByPidFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> buffer = stackalloc byte[MaxPidFileBytes];
            var text = Encoding.ASCII.GetString(buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)]);
            return
                int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && ProcessStat.TryRead(pid, out var stat)
                && !stat.HasEnded
                ? new ProcessIdentity(pid, stat.StartTicks)
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Program and arguments it was started with, of the first 4 KiB; empty when it has ended, has none, or may not be asked.</summary>
    public static IReadOnlyList<string> CommandOf(ProcessIdentity process)
    {
        var line = ProcFile.ReadAll(process.Pid, "cmdline"u8, MaxCommandBytes);
        return line.Length > 0 && process.IsRunning ? ProcFile.Text(line).TrimEnd('\0').Split('\0') : [];
    }

    private static string ProgramName(int pid)
    {
        var line = ProcFile.ReadAll(pid, "cmdline"u8, MaxCommandBytes);
        var program = line.AsSpan(0, Math.Max(0, line.AsSpan().IndexOf((byte)0)));
        return Path.GetFileName(ProcFile.Text(program));
    }
}
