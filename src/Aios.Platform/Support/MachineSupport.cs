using Aios.Platform.Processes;
using Aios.Platform.Support;

namespace Aios.Platform.Support;

/// <summary>What this machine lacks of what the readers and the children use, for a person to read.</summary>
public static class MachineSupport
{
    /// <summary>One line each: what is missing and what does not work without it. Empty when all is there.</summary>
    public static IReadOnlyList<string> Missing()
    {
        if (!OperatingSystem.IsLinux())
            return ["Linux: there are no readings of processors, memory, disks and processes, and no programs can be run on this system"];
        var missing = new List<string>();
        Need(missing, "/proc/stat", "no reading of processors, so no cpu sensor");
        Need(missing, "/proc/meminfo", "no reading of memory, so no memory sensor");
        Need(missing, "/proc/loadavg", "no reading of the load");
        Need(missing, "/proc/self/mountinfo", "no list of mounts, so no disk sensor");
        Need(missing, "/proc/pressure/cpu", "no pressure readings (the kernel has no PSI, or it is off: psi=1)");
        Need(missing, "/bin/sh", "no programs can be run: each begins as one, which waits until the limits of the program are set");
        if (!Pidfd.IsSupported)
            missing.Add("pidfd_open: no programs can be run and no signals sent (Linux 5.3 or newer is needed)");
        if (!OwnChild.CanDieWithParent)
            missing.Add("/usr/bin/setpriv (package util-linux): own children outlive a node that is killed");
        return missing;
    }

    private static void Need(List<string> missing, string path, string without)
    {
        if (!File.Exists(path))
            missing.Add($"{path}: {without}");
    }
}
