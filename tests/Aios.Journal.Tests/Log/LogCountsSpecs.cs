using System.Diagnostics.Metrics;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log;

public sealed class LogCountsSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_on_record_counts_by_severity_and_a_duplicate_does_not_count()
    {
        using var log = _folder.Open();
        var known = Facts.Of(1) with { Severity = Severity.Error, HasSuppliedId = true };
        await log.Append([known, Facts.Of(2) with { Severity = Severity.Warn }]);
        await log.Append([known]);

        Assert.Equal(
            (1L, 1L, 0L),
            (log.Counts.Stored(Severity.Error), log.Counts.Stored(Severity.Warn), log.Counts.Stored(Severity.Critical))
        );
        Assert.Equal(2, log.Counts.Took.Read().Parts[^1].Within);
    }

    [Fact]
    public async Task What_was_refused_counts_by_its_reason()
    {
        var log = _folder.Open();
        log.Dispose();
        await log.Append([Facts.Of(1)]);

        Assert.Equal([0L, 0L, 0L, 1L], LogCounts.Reasons.Select((_, at) => log.Counts.Refused(at)));
    }

    [Fact]
    public async Task Its_instruments_tell_the_same_to_whoever_listens()
    {
        using var log = _folder.Open();
        using var meter = LogInstruments.Of(log, this);
        await log.Append([Facts.Of(1) with { Severity = Severity.Critical }]);
        var told = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, this))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, labels, _) =>
                told[$"{instrument.Name} {string.Join(' ', labels.ToArray().Select(label => label.Value))}"] = value
        );
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Equal(1, told["aios_events_total critical"]);
        Assert.Equal(0, told["aios_events_total info"]);
        Assert.Equal(1, told["aios_journal_append_duration_seconds_bucket +Inf"]);
        Assert.Equal(1, told["aios_journal_available "]);
    }
}
