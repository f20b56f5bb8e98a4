using System.Runtime.InteropServices;
using Aios.Node.Cli.Local;
using Aios.Platform.Machine;
using Aios.Platform.Sqlite;
using Aios.Platform.Support;

namespace Aios.Node.Cli.Doctor;

/// <summary>The machine and what the runtime uses of it.</summary>
internal static class MachineChecks
{
    private static readonly DateTimeOffset Earliest = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] ReniceNames = ["/usr/bin/renice", "/bin/renice"];

    public static IEnumerable<Finding> All(TimeProvider clock, Func<string, string?> variable)
    {
        yield return Finding.Ok("aios", $"version {VersionVerb.Number}");
        yield return Finding.Ok(".NET", RuntimeInformation.FrameworkDescription);
        yield return OperatingSystem.IsLinux()
            ? Finding.Ok("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}")
            : Finding.Fail("system", RuntimeInformation.OSDescription, "run it on Linux; readings and repairs need /proc and pidfd");
        yield return Sqlite();
        yield return Clock(clock);
        foreach (var finding in Readings())
            yield return finding;
        yield return Array.Find(ReniceNames, File.Exists) is { } renice
            ? Finding.Ok("renice", renice)
            : Finding.Warn("renice", "not there: the playbook that calms a busy process cannot lower it", "install the package util-linux");
        yield return variable("NOTIFY_SOCKET") is { Length: > 0 } notify
            ? Finding.Ok("systemd", $"started by it, notices go to {notify}")
            : Finding.Note("systemd", "not started by it: no readiness notice, no watchdog");
    }

    private static Finding Sqlite()
    {
        try
        {
            var library = SqliteLibrary.Info;
            return Finding.Ok("SQLite", $"{library.Version} from {library.Source}");
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or InvalidOperationException)
        {
            return Finding.Fail("SQLite", error.Message, "install the package libsqlite3-0");
        }
    }

    private static Finding Clock(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now >= Earliest
            ? Finding.Ok("clock", $"{now:yyyy-MM-dd'T'HH:mm:ss'Z'}")
            : Finding.Fail("clock", $"says {now:yyyy-MM-dd}, which is over", "set the clock (timedatectl, chrony)");
    }

    private static IEnumerable<Finding> Readings()
    {
        var missing = MachineSupport.Missing();
        if (missing.Count == 0)
            yield return Finding.Ok("/proc", "processors, memory, load, mounts and pressure can be read");
        foreach (var line in missing)
            yield return Finding.Warn("/proc", line, "the sensors named here stay off on this machine; the rest works");
    }
}
