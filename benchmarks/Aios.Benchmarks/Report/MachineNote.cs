using System.Diagnostics;
using System.Runtime.InteropServices;
using Aios.Loop.Surface.Verbs;

namespace Aios.Benchmarks.Report;

/// <summary>Where and of what a figure was taken.</summary>
internal sealed record MachineNote(string Model, int Cores, string Kernel, string Runtime, string Commit)
{
    public string Line => $"{Cores} × {Model}, Linux {Kernel}, {Runtime}, commit {Commit}";

    public static MachineNote Take(string? commit) =>
        new(
            File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
                ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            RuntimeInformation.FrameworkDescription,
            commit ?? FromGit() ?? "unknown"
        );

    /// <summary>Load of the last minute.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string? FromGit()
    {
        try
        {
            var changed = Git("status", "--porcelain", "--untracked-files=no") is { Length: > 0 };
            return Git("rev-parse", "--short=12", "HEAD") + (changed ? " with changes" : "");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string? Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        using var git = Process.Start(start)!;
        var text = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return git.ExitCode == 0 ? text : null;
    }
}
