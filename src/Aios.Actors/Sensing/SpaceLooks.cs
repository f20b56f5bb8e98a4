using Aios.Platform.Machine;
using Aios.Platform.Threads;

namespace Aios.Actors.Sensing;

/// <summary>Asks mounts for their space, each on a thread of its own: one that hangs holds up no other, and has one thread out, never two.</summary>
internal sealed class SpaceLooks(IMachine machine)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _out = new(StringComparer.Ordinal);

    /// <summary>Null while an earlier look at this mount is out. The task ends with what <see cref="IMachine.SpaceOf"/> gave or threw, perhaps never.</summary>
    public Task<DiskSpace>? Begin(string mount)
    {
        lock (_gate)
            if (!_out.Add(mount))
                return null;
        var seen = new TaskCompletionSource<DiskSpace>(TaskCreationOptions.RunContinuationsAsynchronously);
        DedicatedThread.Start($"space {mount}", Look, fault => End(() => seen.SetException(fault)));
        return seen.Task;

        void Look()
        {
            var space = machine.SpaceOf(mount);
            End(() => seen.SetResult(space));
        }

        void End(Action tell)
        {
            lock (_gate)
                _out.Remove(mount);
            tell();
        }
    }
}
