namespace Aios.Journeys.Tests.Processes;

/// <summary>A thread inside a node that is none of its own, and fails when it is told to.</summary>
internal sealed class ForeignThread : IDisposable
{
    public const string Pipe = "AIOS_JOURNEY_PIPE";

    private readonly TemporaryFolder _folder = new();

    public ForeignThread() => Native.MakePipe(_folder.PathOf("pipe"));

    /// <summary>What brings it into a process that is started with them.</summary>
    public IReadOnlyDictionary<string, string> Variables =>
        new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
            [Pipe] = _folder.PathOf("pipe"),
        };

    public Task Fail(string why) => File.WriteAllTextAsync(_folder.PathOf("pipe"), why);

    public void Dispose() => _folder.Dispose();
}
