using Aios.Loop.Ports;

namespace Aios.Node.Composition;

/// <summary>The node's beats as lines, one an interval, until it is cancelled. A beat that does not come is told and ends nothing.</summary>
internal static class BeatStory
{
    public static async Task Tell(IViews views, Func<string, Task> say, TimeSpan interval, TimeProvider clock, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            // The reading that opened the first window is a beat already.
            do await say(await Line(views));
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) { }
    }

    private static async Task<string> Line(IViews views)
    {
        try
        {
            return (await views.Heartbeat()).Line;
        }
        catch (TimeoutException late)
        {
            return $"no beat: {late.Message}";
        }
    }
}
