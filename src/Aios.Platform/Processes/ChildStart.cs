using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>From a specification to a running child, or to the reason why not.</summary>
internal static class ChildStart
{
    private const string ParentDeath = "/usr/bin/setpriv";

    public static bool CanDieWithParent { get; } = File.Exists(ParentDeath);

    /// <summary>False when the run is over already: it could not be started.</summary>
    public static bool Start(ChildRun run)
    {
        var spec = run.Spec;
        if (!File.Exists(spec.Arguments[0]))
            return Failed(run, ChildEnd.NotFound, $"there is no program {spec.Arguments[0]}");
        if (!Directory.Exists(spec.WorkingDirectory))
            return Failed(run, ChildEnd.NotFound, $"there is no working directory {spec.WorkingDirectory}");
        IReadOnlyList<string> arguments =
            spec.DiesWithParent && CanDieWithParent ? [ParentDeath, "--pdeathsig", "KILL", "--", .. spec.Arguments] : spec.Arguments;
        string[] environment =
        [
            .. spec.Environment.Where(pair => pair.Key != ChildMark.Name).Select(pair => $"{pair.Key}={pair.Value}"),
            $"{ChildMark.Name}={run.Mark}",
        ];
        var error = Spawner.Start(arguments, environment, spec.WorkingDirectory, spec.Input is not null, !spec.LeavesTree, out var child);
        if (error != 0)
            return Failed(run, EndOf(error), $"{spec.Arguments[0]}: {Libc.Explain(error)}");
        if (child!.Pidfd >= 0)
        {
            run.Started(child);
            return true;
        }
        _ = ProcessTree.Kill(child.Pid, run.Mark);
        child.Close();
        return Failed(
            run,
            ChildEnd.NotStarted,
            $"the child cannot be watched: pidfd_open: {Libc.Explain(-child.Pidfd)}; Linux 5.3 or newer is needed"
        );
    }

    private static ChildEnd EndOf(int error) =>
        error switch
        {
            Libc.Enoent => ChildEnd.NotFound,
            Libc.Eacces or Libc.Eperm => ChildEnd.NotPermitted,
            _ => ChildEnd.NotStarted,
        };

    private static bool Failed(ChildRun run, ChildEnd end, string fault)
    {
        run.NotStarted(end, fault);
        return false;
    }
}
