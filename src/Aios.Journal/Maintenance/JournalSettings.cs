using Aios.Loop.Vocabulary;

namespace Aios.Journal.Maintenance;

/// <summary>How long what is remembered is kept, and in which form.</summary>
/// <param name="PlainDays">Days before today whose events stay plain files; older ones become archives. 1 to 365.</param>
/// <param name="KeepDays">Days before today whose events are kept at all; of older ones the daily summary stays. More than plain, up to 3650.</param>
/// <param name="MetricDays">Days before today whose metric history is kept. 1 to 3650.</param>
/// <param name="MaintenanceInterval">Time between two looks at all this; 1 h to 7 d.</param>
/// <param name="ReserveBytes">Room kept on the disk for the time when it is full; 0 for none, or 1 MiB to 1 GiB.</param>
public sealed record JournalSettings(int PlainDays, int KeepDays, int MetricDays, TimeSpan MaintenanceInterval, long ReserveBytes)
{
    public static JournalSettings Default { get; } = new(7, 30, 30, TimeSpan.FromDays(1), 16 << 20);

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix)
            .Range("plain-days", PlainDays, 1, 365, "days")
            .Range("keep-days", KeepDays, 2, 3650, "days")
            .That(KeepDays > PlainDays, "keep-days", $"{KeepDays}", $"more than plain-days ({PlainDays})")
            .Range("metric-days", MetricDays, 1, 3650, "days")
            .Range("maintenance-interval", MaintenanceInterval, TimeSpan.FromHours(1), TimeSpan.FromDays(7))
            .That(ReserveBytes is 0 or >= 1 << 20 and <= 1 << 30, "reserve", $"{ReserveBytes} bytes", "0, or between 1MiB and 1GiB")
            .Found;
}
