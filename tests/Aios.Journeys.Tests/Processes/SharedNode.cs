namespace Aios.Journeys.Tests.Processes;

/// <summary>One node for journeys that only ask.</summary>
public sealed class SharedNode : IAsyncLifetime
{
    internal NodeProcess Node { get; private set; } = null!;

    public async Task InitializeAsync() => Node = await NodeProcess.Up();

    public async Task DisposeAsync() => await Node.DisposeAsync();
}
