using Aios.Journal.Maintenance;

namespace Aios.Actors.Spine;

/// <summary>Keeping the log in order: what is asked and what is answered.</summary>
public static class MaintenanceProtocol
{
    /// <summary>Now, not when the timer says. Answered with <see cref="MaintenanceDone"/> or <see cref="MaintenanceFailed"/> when it is over.</summary>
    public sealed record RunMaintenance;

    public sealed record MaintenanceDone(MaintenanceReport Report, PruneReport Pruned, double DurationMs);

    /// <param name="Why">What is done before it stays done; the next run goes on.</param>
    public sealed record MaintenanceFailed(string Why);
}
