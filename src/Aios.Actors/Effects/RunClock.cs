using Aios.Actors.Spine;

namespace Aios.Actors.Effects;

/// <summary>
/// The wall clock as one life of a run found it, and from there on the time that really passes: whoever sets the machine's clock moves no
/// deadline, no pause and no retry. Across a restart only the wall clock is there; it never goes behind what is on record.
/// </summary>
/// <param name="notBefore">Milliseconds since the Unix epoch: the newest record of the run.</param>
internal sealed class RunClock(Shell shell, long notBefore)
{
    private readonly long _wall = Math.Max(notBefore, shell.Now.Wall);
    private readonly long _began = shell.Now.Monotonic;

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long Wall => _wall + Passed;

    /// <summary>Since this life began, in milliseconds.</summary>
    public long Passed => shell.Now.Monotonic - _began;
}
