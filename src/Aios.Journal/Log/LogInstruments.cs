using System.Diagnostics.Metrics;
using Aios.Loop.Surface.Measures;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>What the event log tells of itself to whoever measures the node.</summary>
public static class LogInstruments
{
    /// <param name="scope">The node that it belongs to.</param>
    public static Meter Of(EventLog log, object scope)
    {
        var meter = new Meter(new MeterOptions("Aios.Journal") { Scope = scope });
        meter.Totals(
            "aios_events_total",
            "Events that were put on record.",
            () => Enum.GetValues<Severity>().Select(each => Instruments.With(log.Counts.Stored(each), "severity", each.Text()))
        );
        meter.Totals(
            "aios_journal_refused_total",
            "Appends that the event log refused; unavailable means that the disk failed or is full.",
            () => LogCounts.Reasons.Select((reason, at) => Instruments.With(log.Counts.Refused(at), "reason", reason))
        );
        meter.Spreads(
            "aios_journal_append_duration_seconds",
            "From an append to its answer, the sync included.",
            () => [(log.Counts.Took, [])]
        );
        meter.Total("aios_journal_syncs_total", "Syncs of the event log.", () => log.Syncs);
        meter.Level("aios_journal_queued_records", "Records that wait for the disk.", () => log.QueuedRecords);
        meter.Level(
            "aios_journal_available",
            "1 while the event log takes in everything; 0 when the disk fails, or is full and only what cannot wait is taken.",
            () => log.Trouble is null ? 1 : 0
        );
        return meter;
    }
}
