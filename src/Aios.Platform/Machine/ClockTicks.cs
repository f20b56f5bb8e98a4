using Aios.Platform.Native;

namespace Aios.Platform.Machine;

/// <summary>The unit of processor times in /proc (sysconf(_SC_CLK_TCK)).</summary>
public static class ClockTicks
{
    private const int ClockTicksName = 2;

    public static long PerSecond { get; } =
        OperatingSystem.IsLinux() && Libc.SystemConfiguration(ClockTicksName) is var ticks and > 0 ? ticks : 100;
}
