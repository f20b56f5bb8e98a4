using Aios.Platform.Machine;

namespace Aios.Platform.Processes;

/// <summary>A child that runs until it ends, is stopped, or its owner is disposed; then its whole tree is killed.</summary>
public sealed class OwnChild : IAsyncDisposable
{
    private readonly ChildRun _run;

    private OwnChild(ChildRun run) => _run = run;

    /// <summary>Starts it and returns at once; a child that cannot be started shows in <see cref="Completion"/>.</summary>
    public static OwnChild Start(ChildSpec spec) => new(ChildLoop.Shared.Start(spec));

    /// <summary>Every child of this process that was started here and has not ended.</summary>
    public static IReadOnlyList<ProcessIdentity> Running =>
        [.. ChildLoop.Shared.Running.Where(run => !run.IsOver).Select(run => run.Identity).OfType<ProcessIdentity>()];

    /// <summary>True when <see cref="ChildSpec.DiesWithParent"/> is kept here: the program setpriv (util-linux) exists.</summary>
    public static bool CanDieWithParent => ChildStart.CanDieWithParent;

    /// <summary>
    /// From now on grandchildren whose parents end become children of this process, so that they stay its descendants; they are reaped here.
    /// </summary>
    public static void AdoptOrphans() => ChildLoop.Shared.AdoptOrphans();

    /// <summary>Completes once it runs, with its identity, or with null when it could not be started.</summary>
    public Task<ProcessIdentity?> Process => _run.Process;

    public Task<ChildResult> Completion => _run.Completion;

    /// <summary>Asks it to end: TERM, after the grace KILL for the tree. Completes when it has ended.</summary>
    public Task<ChildResult> Stop()
    {
        ChildLoop.Shared.Stop(_run);
        return _run.Completion;
    }

    public async ValueTask DisposeAsync() => await Stop().ConfigureAwait(false);
}
