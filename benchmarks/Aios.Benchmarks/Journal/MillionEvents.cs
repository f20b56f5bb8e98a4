using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Benchmarks.Journal;

/// <summary>A log of a million events over four days, two of them archived; made once, deleted at the end of the process.</summary>
internal static class MillionEvents
{
    public const int Count = 1_000_000;
    public const int Sources = 200;
    public const long FirstTime = 1_773_532_800_000;
    public const long MsPerEvent = 345;

    private const int Batch = 500;
    private const int Days = 4;
    private static readonly Lazy<DataFolder> Made = new(Make);

    public static DataFolder Folder => Made.Value;

    public static EventLog Open(Action<RecordedEvent>? visitor = null, IReadOnlyList<string>? types = null, TimeProvider? time = null) =>
        EventLog.Open(
            Folder,
            new EventLogOptions(new NodeIdentity("bench-0001", 1, 1), time ?? new FixedTime(Days - 1), visitor) { VisitorTypes = types }
        );

    public static string Trace(int number) => $"{number / 8:x32}";

    public static string Id(int number) => $"0195b8a2-7c11-7d5e-9a3b-{number:x12}";

    private static DataFolder Make()
    {
        var folder = DataFolder.OpenOrCreate(Directory.CreateTempSubdirectory("aios-bench-").FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder.FullPath, recursive: true);
        var time = new FixedTime(0);
        using var log = EventLog.Open(folder, new EventLogOptions(new NodeIdentity("bench-0001", 1, 1), time));
        for (var at = 0; at < Count; at += Batch)
        {
            time.Day = at / (Count / Days);
            log.Append([.. Enumerable.Range(at, Batch).Select(Event)]).GetAwaiter().GetResult();
        }
        log.SettleIndex();
        new LogKeeper(folder, JournalSettings.Default with { PlainDays = 1 }).Run(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return folder;
    }

    /// <summary>One in a thousand is rare, one in fifty a run's, eight in a row share a trace.</summary>
    public static Event Event(int number) =>
        new()
        {
            Id = new EventId(Id(number)),
            Type =
                number % 1000 == 7 ? "deploy.finished"
                : number % 50 == 0 ? "run.step-started"
                : $"app.kind{number % 30}",
            Source = $"app/{number / 40 % Sources}",
            Timestamp = FirstTime + number * MsPerEvent,
            Severity = number % 5000 == 9 ? Severity.Critical : (Severity)(number % 3),
            Priority = Priority.P3,
            TraceId = Trace(number),
            Payload = LooseJson.Object(("value", number % 100 + 0.5), ("threshold", 80), ("held_ms", 10_000L), ("unit", "percent")),
        };

    private sealed class FixedTime(int day) : TimeProvider
    {
        public int Day { get; set; } = day;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(FirstTime).AddDays(Day);
    }
}
