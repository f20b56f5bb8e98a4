using System.Diagnostics;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using EventLog = Aios.Journal.Log.EventLog;

namespace Aios.Benchmarks.Journal;

/// <summary>What all questions about the event log share: an ordinary event, a folder that is deleted, and the median of rounds.</summary>
internal static class LogWorkload
{
    public static Event[] Events(int count) => [.. Enumerable.Range(0, count).Select(Event)];

    public static EventLog Open(DataFolder folder, Action<RecordedEvent>? visitor = null) =>
        EventLog.Open(
            folder,
            new EventLogOptions(new NodeIdentity("bench-0001", 1, 1), TimeProvider.System, visitor)
            {
                Settings = new() { ReserveBytes = 0 },
            }
        );

    /// <summary>Median operations per second of both, and the median of the ratio; they alternate, so that noise hits both.</summary>
    public static (double Baseline, double Subject, double Ratio) Compare(
        int rounds,
        int operations,
        Action<DataFolder> baseline,
        Action<DataFolder> subject,
        Action<DataFolder>? prepare = null
    )
    {
        var pairs = new (double Baseline, double Subject)[rounds];
        for (var round = 0; round < rounds; round++)
            pairs[round] = (Rate(operations, prepare, baseline), Rate(operations, prepare, subject));
        return (
            Median(pairs.Select(pair => pair.Baseline)),
            Median(pairs.Select(pair => pair.Subject)),
            Median(pairs.Select(pair => pair.Subject / pair.Baseline))
        );
    }

    private static double Rate(int operations, Action<DataFolder>? prepare, Action<DataFolder> measure)
    {
        var path = Directory.CreateTempSubdirectory("aios-bench-").FullName;
        try
        {
            var folder = DataFolder.OpenOrCreate(path);
            prepare?.Invoke(folder);
            var start = Stopwatch.GetTimestamp();
            measure(folder);
            return operations / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static Event Event(int number) =>
        new()
        {
            Id = new EventId($"0195b8a2-7c11-7d5e-9a3b-{number:x12}"),
            Type = "resource.cpu_spike",
            Source = "sensor/cpu",
            Timestamp = 1_773_532_800_000 + number,
            Severity = Severity.Warn,
            Priority = Priority.P1,
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            Payload = LooseJson.Object(("value", 93.1), ("threshold", 80), ("held_ms", 10_000L), ("unit", "percent")),
        };
}
