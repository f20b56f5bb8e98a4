using Aios.Loop.Ports;
using Aios.Node.Verbs;

namespace Aios.Node.Composition;

/// <summary>The node's beats as lines, one an interval, until it is cancelled. A beat that does not come is told and ends nothing.</summary>
internal static class BeatStory
{
    public static async Task Tell(IViews views, Func<string, Task> say, TimeSpan interval, TimeProvider clock, CancellationToken cancel)
    {
        var lines = new BeatLines();
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            // The reading that opened the first window is a beat already.
            do await say(await Line(views, lines));
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) { }
    }

    private static async Task<string> Line(IViews views, BeatLines lines)
    {
        try
        {
            return lines.Of(await views.Heartbeat());
        }
        catch (TimeoutException late)
        {
            return $"no beat: {late.Message}";
        }
    }
}
