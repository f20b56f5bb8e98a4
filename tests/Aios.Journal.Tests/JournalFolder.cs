using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Tests;

/// <summary>A data folder that lives as long as one spec, and logs opened in it.</summary>
internal sealed class JournalFolder : IDisposable
{
    public JournalFolder() => Data = DataFolder.OpenOrCreate(Directory.CreateTempSubdirectory("aios-journal-").FullName);

    public DataFolder Data { get; }

    public ManualTime Time { get; } = new();

    public IEnumerable<string> PlainFiles => Data.List("events", ".jsonl");

    public DateOnly Day => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    public string Today => Data.PathOf(DayFiles.NameOf(Time.GetUtcNow()));

    public EventLogOptions Options(Action<RecordedEvent>? visitor = null, long incarnation = 1) =>
        new(new NodeIdentity("node-0001", 1, incarnation), Time, visitor, error => throw new InvalidOperationException("fault", error));

    public EventLog Open(Action<RecordedEvent>? visitor = null) => EventLog.Open(Data, Options(visitor));

    /// <summary>A log of so many records, closed.</summary>
    public void Fill(int records)
    {
        using var log = Open();
        for (var i = 0; i < records; i += 10)
            log.Append([.. Enumerable.Range(i, Math.Min(10, records - i)).Select(Facts.Of)], _ => { });
    }

    /// <summary>So many days up to today with so many records each, closed.</summary>
    public void FillDays(int days, int recordsEach)
    {
        for (var i = 0; i < days; i++)
        {
            if (i > 0)
                Time.Advance(TimeSpan.FromDays(1));
            Fill(recordsEach);
        }
    }

    public void Dispose() => Directory.Delete(Data.FullPath, recursive: true);
}
