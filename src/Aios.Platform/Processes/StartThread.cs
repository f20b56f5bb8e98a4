using System.Collections.Concurrent;
using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>
/// A thread that starts children. It lives as long as the process, because the parent-death signal is bound to it; and as the kernel keeps for
/// each thread whether it may gain rights, there is one for children that may, and one for those that may not.
/// </summary>
internal sealed class StartThread
{
    private const int SetNoNewPrivileges = 38;

    private readonly BlockingCollection<ChildRun> _toStart = [];

    /// <param name="gainsRights">Set-user-ID programs give its children their rights.</param>
    /// <param name="done">Hears of each child whether it was started.</param>
    public StartThread(string name, bool gainsRights, Action<ChildRun, bool> done) =>
        ChildLoop.Begin(
            name,
            () =>
            {
                if (!gainsRights && Libc.ProcessControl(SetNoNewPrivileges, 1, 0, 0, 0) != 0)
                    throw new IOException($"prctl(PR_SET_NO_NEW_PRIVS): {Libc.Explain(Libc.LastError)}");
                foreach (var run in _toStart.GetConsumingEnumerable())
                    done(run, ChildStart.Start(run));
            }
        );

    public void Start(ChildRun run) => _toStart.Add(run);
}
