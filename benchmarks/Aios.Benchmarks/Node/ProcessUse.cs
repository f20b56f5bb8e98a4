using System.Globalization;

namespace Aios.Benchmarks.Node;

/// <summary>What the kernel says about a process.</summary>
internal static class ProcessUse
{
    /// <summary>Resident pages, those shared with other processes included, in MiB.</summary>
    public static double Resident(int pid) => Kilobytes($"/proc/{pid}/status", "VmRSS:") / 1024;

    /// <summary>A page that n processes share counts one n-th, in MiB.</summary>
    public static double Proportional(int pid) => Kilobytes($"/proc/{pid}/smaps_rollup", "Pss:") / 1024;

    /// <summary>Nobody else has these pages, in MiB.</summary>
    public static double Private(int pid)
    {
        var file = $"/proc/{pid}/smaps_rollup";
        return (Kilobytes(file, "Private_Clean:") + Kilobytes(file, "Private_Dirty:")) / 1024;
    }

    /// <summary>Processor time of all threads so far; utime + stime of proc_pid_stat(5) in clock ticks of 10 ms.</summary>
    public static TimeSpan Processor(int pid)
    {
        var text = File.ReadAllText($"/proc/{pid}/stat");
        // The name in parentheses may hold blanks; utime and stime are the 14th and 15th field.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (Number(fields[11]) + Number(fields[12])));
    }

    private static double Kilobytes(string file, string name) =>
        Number(
            File.ReadLines(file)
                .First(line => line.StartsWith(name, StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]
        );

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
