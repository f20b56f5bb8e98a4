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
        if (Refused(spec.Arguments[0]) is var refused and not 0)
            return Failed(run, EndOf(refused), $"{spec.Arguments[0]}: {Libc.Explain(refused)}");
        IReadOnlyList<string> arguments =
            spec.DiesWithParent && CanDieWithParent ? [ParentDeath, "--pdeathsig", "KILL", "--", .. spec.Arguments] : spec.Arguments;
        string[] environment =
        [
            .. spec.Environment.Where(pair => pair.Key != ChildMark.Name).Select(pair => $"{pair.Key}={pair.Value}"),
            $"{ChildMark.Name}={run.Mark}",
        ];
        if (!spec.LeavesTree)
            arguments = LimitSetter.Waiting(arguments);
        var error = Spawner.Start(
            arguments,
            environment,
            spec.WorkingDirectory,
            input: spec.Input is not null,
            output: !spec.LeavesTree,
            gate: !spec.LeavesTree,
            out var child
        );
        if (error != 0)
            return Failed(run, EndOf(error), $"{arguments[0]}: {Libc.Explain(error)}");
        if (child!.Pidfd < 0)
            return End(run, child, $"the child cannot be watched: pidfd_open: {Libc.Explain(-child.Pidfd)}; Linux 5.3 or newer is needed");
        if (!spec.LeavesTree && LimitSetter.Release(child, spec.Limits) is var unlimited and not 0)
            return End(run, child, $"the child cannot be limited: prlimit: {Libc.Explain(unlimited)}");
        run.Started(child);
        return true;
    }

    private static bool End(ChildRun run, Spawned child, string fault)
    {
        _ = ProcessTree.Kill(child.Pid, run.Mark);
        child.Close();
        return Failed(run, ChildEnd.NotStarted, fault);
    }

    private static unsafe int Refused(string program)
    {
        fixed (byte* path = System.Text.Encoding.UTF8.GetBytes(program + '\0'))
            return Libc.Access(path, Libc.ForExecution) == 0 ? 0 : Libc.LastError;
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
