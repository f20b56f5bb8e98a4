namespace Aios.Platform.Processes;

/// <summary>A background thread that must never end: what leaves it ends the process, because nobody would see children end any more.</summary>
internal static class ChildThread
{
    public static void Start(string name, Action job) => new Thread(() => Run(name, job)) { IsBackground = true, Name = name }.Start();

    private static void Run(string name, Action job)
    {
        try
        {
            job();
        }
        catch (Exception error)
        {
            Environment.FailFast($"the thread {name} ended", error);
        }
    }
}
