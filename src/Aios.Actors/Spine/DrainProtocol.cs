namespace Aios.Actors.Spine;

/// <summary>The orderly end of a node.</summary>
public static class DrainProtocol
{
    /// <param name="Grace">How long steps that execute are waited for.</param>
    public sealed record Begin(string Reason, TimeSpan Grace);

    /// <param name="OnRecord">The stop was written down.</param>
    public sealed record Drained(bool OnRecord);

    /// <summary>To the scheduler: no more events and slots from now on. Answered with <see cref="Draining"/> each time.</summary>
    public sealed record StopHandingOut;

    public sealed record Draining(int StepsRunning, long Checkpoint);
}
