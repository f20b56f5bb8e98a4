using Aios.Journeys.Tests.Processes;

/// <summary>
/// For the runtime, which loads it into a process that DOTNET_STARTUP_HOOKS names this assembly to, before anything of the product runs:
/// a thread that nobody watches waits for a line and fails with it.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(ForeignThread.Pipe) is { } pipe)
            new Thread(() => throw new InvalidOperationException(File.ReadAllText(pipe))) { IsBackground = true }.Start();
    }
}
