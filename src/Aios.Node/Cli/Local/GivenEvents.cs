using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks.Trials;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

/// <summary>The events that <c>--event</c> names: those of a file, or a stored one by its number or id.</summary>
internal static class GivenEvents
{
    private const int LongestFile = 16 * 1024 * 1024;

    /// <exception cref="UsageException">There is no such event, or its file is faulty.</exception>
    public static IReadOnlyList<RecordedEvent> Read(string named, LocalCall call)
    {
        if (!File.Exists(named) && !Directory.Exists(named))
            return [Stored(named, call.DataPath)];
        try
        {
            var text = PlainFiles.ReadText(named, LongestFile);
            var (events, faults) = EventText.Read(named, text, call.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            return faults.Count == 0 ? events : throw new UsageException(string.Join("\naios: ", faults));
        }
        catch (DataFolderException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static RecordedEvent Stored(string named, string dataPath)
    {
        const string Allowed = "it must be a JSON file, or the number or id of an event in the data folder";
        if (!Directory.Exists(dataPath))
            throw new UsageException($"--event {Shown.Quote(named)} is no file, and there is no data folder {dataPath}; {Allowed}");
        var filter =
            long.TryParse(named, out var seq) && seq > 0
                ? new EventFilter { FromSeq = seq, ToSeq = seq }
                : new EventFilter { Where = recorded => recorded.Event.Id.Value == named, Last = 1 };
        try
        {
            return new EventLogReader(DataFolder.OpenExisting(dataPath)).Query(filter).FirstOrDefault()
                ?? throw new UsageException($"--event {Shown.Quote(named)} is no file, and no event of {dataPath}; {Allowed}");
        }
        catch (LogCorruptException corrupt)
        {
            throw new UsageException(corrupt.Message);
        }
    }
}
