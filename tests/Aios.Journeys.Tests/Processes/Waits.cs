namespace Aios.Journeys.Tests.Processes;

/// <summary>Waiting that tells what was waited for.</summary>
internal static class Waits
{
    public static async Task<T> Waiting<T>(this Task<T> task, TimeSpan patience, Func<string> what)
    {
        await ((Task)task).Waiting(patience, what);
        return await task;
    }

    public static async Task Waiting(this Task task, TimeSpan patience, Func<string> what)
    {
        try
        {
            await task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new JourneyException($"not within {patience.TotalSeconds} s: {what()}");
        }
    }
}

/// <summary>A journey did not go as it must; the message holds what the node said.</summary>
internal sealed class JourneyException(string message) : Exception(message);
