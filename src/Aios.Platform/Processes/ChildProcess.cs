namespace Aios.Platform.Processes;

/// <summary>Runs a program to its end.</summary>
public static class ChildProcess
{
    /// <summary>
    /// Never throws for what the child does: every end is a <see cref="ChildResult"/>. What is left of its tree is killed when it ends, a
    /// daemon that it started included. No thread is held while it runs.
    /// </summary>
    /// <param name="stop">Ends it before its time-out; the result is then <see cref="ChildEnd.Stopped"/>.</param>
    public static async Task<ChildResult> Run(ChildSpec spec, CancellationToken stop = default)
    {
        var run = ChildLoop.Shared.Start(spec);
        await using var registration = stop.Register(() => ChildLoop.Shared.Stop(run)).ConfigureAwait(false);
        return await run.Completion.ConfigureAwait(false);
    }
}
