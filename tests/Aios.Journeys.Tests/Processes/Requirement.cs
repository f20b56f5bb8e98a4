using System.Diagnostics;

namespace Aios.Journeys.Tests.Processes;

/// <summary>What some journeys need of the machine; where it is missing they are skipped with the reason.</summary>
internal static class Requirement
{
    /// <summary>Null when file systems can be mounted here.</summary>
    public static string? Mounts { get; } =
        !Native.IsRoot ? "needs root to mount a small file system; run the tests as root"
        : !HasProgram("mount") ? "needs mount(8); install it: apt-get install mount"
        : !CanMount() ? "this user is root but may not mount; run with the capability CAP_SYS_ADMIN"
        : null;

    /// <summary>Null when a file system on a device of its own can be mounted here.</summary>
    public static string? BlockDisks { get; } =
        Mounts ?? Missing(("mkfs.ext4", "e2fsprogs")) ?? (File.Exists("/dev/loop-control") ? null : "needs /dev/loop-control; load loop");

    /// <summary>Null when system calls of a child can be made to fail.</summary>
    public static string? Strace { get; } = Missing(("strace", "strace"));

    /// <summary>Null when what Prometheus reads can be checked.</summary>
    public static string? Promtool { get; } = Missing((Processes.Promtool.Name, "prometheus"));

    /// <summary>Null when a child can be given a terminal.</summary>
    public static string? Terminals { get; } = Missing(("script", "bsdutils"));

    /// <summary>Null when a device whose power can be cut can be made.</summary>
    public static string? PowerCuts { get; } =
        Mounts
        ?? Missing(
            ("nbdkit", "nbdkit"),
            ("nbdfuse", "libnbd-bin"),
            ("fusermount3", "fuse3"),
            ("mkfs.ext4", "e2fsprogs"),
            ("losetup", "mount")
        )
        ?? (
            File.Exists("/dev/fuse") && File.Exists("/dev/loop-control")
                ? null
                : "needs /dev/fuse and /dev/loop-control; load fuse and loop"
        );

    /// <summary>Null when the clock of a child can be moved.</summary>
    public static string? Clocks { get; } = Missing(("faketime", "faketime"));

    /// <summary>Null when a program can be run as another user.</summary>
    public static string? OtherUsers { get; } =
        !Native.IsRoot ? "needs root to become another user; run the tests as root"
        : !HasProgram("setpriv") ? "needs setpriv(1); install it: apt-get install util-linux"
        : Closed(AppContext.BaseDirectory) ?? Closed(Path.GetTempPath());

    /// <summary>Runs a program of the machine to its end.</summary>
    public static (int Code, string Said) Call(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(info)!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    /// <summary>The one line that a program writes.</summary>
    public static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return said;
    }

    private static string? Missing(params (string Program, string Package)[] needed)
    {
        var missing = needed.Where(each => !HasProgram(each.Program)).ToList();
        return missing.Count == 0
            ? null
            : $"needs {string.Join(", ", missing.Select(each => each.Program))}; install: apt-get install {string.Join(' ', missing.Select(each => each.Package))}";
    }

    private static string? Closed(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
            if (!OperatingSystem.IsWindows() && !here.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return $"another user cannot pass {here.FullName}; allow it: chmod o+x {here.FullName}";
        return null;
    }

    private static bool HasProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));

    private static bool CanMount()
    {
        using var folder = new TemporaryFolder();
        if (Call("mount", "-t", "tmpfs", "-o", "size=64k", "aios-journey", folder.FullPath).Code != 0)
            return false;
        Call("umount", folder.FullPath);
        return true;
    }
}

/// <summary>Needs to mount a file system.</summary>
public sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() => Skip = Requirement.Mounts!;
}

/// <summary>Needs a terminal for a child.</summary>
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = Requirement.Terminals!;
}

/// <summary>Needs a terminal for a child.</summary>
public sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute() => Skip = Requirement.Terminals!;
}

/// <summary>Needs to mount a file system on a device of its own.</summary>
public sealed class BlockDiskFactAttribute : FactAttribute
{
    public BlockDiskFactAttribute() => Skip = Requirement.BlockDisks!;
}

/// <summary>Needs to run something as another user.</summary>
public sealed class OtherUserFactAttribute : FactAttribute
{
    public OtherUserFactAttribute() => Skip = Requirement.OtherUsers!;
}

/// <summary>Needs to be bound by permission bits: root becomes somebody else.</summary>
public sealed class OrdinaryUserFactAttribute : FactAttribute
{
    public OrdinaryUserFactAttribute() => Skip = Native.IsRoot ? Requirement.OtherUsers! : null!;
}
