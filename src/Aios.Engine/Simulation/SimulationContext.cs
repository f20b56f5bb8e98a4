namespace Aios.Engine.Simulation;

/// <summary>What is awaited inside a simulation goes on as a turn of its own, unless the process has ended.</summary>
internal sealed class SimulationContext(SimulatedProcess process) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => process.Post("continuation", () => d(state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;
}
