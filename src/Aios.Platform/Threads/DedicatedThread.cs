namespace Aios.Platform.Threads;

/// <summary>A named background thread for one long-lived job. An exception that leaves the job is handed over, never lost.</summary>
public sealed class DedicatedThread
{
    private readonly Thread _thread;

    private DedicatedThread(Thread thread) => _thread = thread;

    public string Name => _thread.Name!;

    public bool IsAlive => _thread.IsAlive;

    /// <summary>True on the thread itself: it must not join itself.</summary>
    public bool IsCurrent => _thread == Thread.CurrentThread;

    /// <summary>Starts the job. <paramref name="unhandled"/> is called on the thread with what the job threw, just before it ends.</summary>
    public static DedicatedThread Start(
        string name,
        Action job,
        Action<Exception> unhandled,
        ThreadPriority priority = ThreadPriority.Normal
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var thread = new Thread(() => Run(job, unhandled))
        {
            Name = name,
            IsBackground = true,
            Priority = priority,
        };
        thread.Start();
        return new DedicatedThread(thread);
    }

    public void Join() => _thread.Join();

    /// <summary>False when the thread still runs after that time.</summary>
    public bool Join(TimeSpan timeout) => _thread.Join(timeout);

    private static void Run(Action job, Action<Exception> unhandled)
    {
        try
        {
            job();
        }
        catch (Exception error)
        {
            unhandled(error);
        }
    }
}
