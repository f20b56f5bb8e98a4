using Aios.Platform.Machine;
using Aios.Platform.Processes;

namespace Aios.Platform.Tests.Processes;

internal static class Children
{
    /// <summary>Far beyond what any of these children needs: only a hang ends here.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    public static ChildSpec Shell(string script) => new(["/bin/sh", "-c", script]);

    public static ChildSpec Shell(string script, int timeoutMs) => Shell(script) with { Timeout = TimeSpan.FromMilliseconds(timeoutMs) };

    public static Task<ChildResult> Run(ChildSpec spec) => ChildProcess.Run(spec).WaitAsync(Hang);

    /// <summary>The numbers that a child printed, one per line.</summary>
    public static int[] Pids(this ChildResult result) =>
        [.. result.Output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    public static bool Exists(int pid) => ProcessStat.TryRead(pid, out var stat) && !stat.HasEnded;
}
