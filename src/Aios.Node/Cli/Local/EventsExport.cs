using System.Text;
using System.Text.Json;
using Aios.Journal.Log;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

internal static class EventsExport
{
    public static async Task<VerbEnd> Export(LocalCall call)
    {
        var match = new EventMatch(call.Arguments);
        if (match.Fault is { } fault)
            return VerbEnd.Usage(fault);
        var found = new EventLogReader(DataFolder.OpenExisting(call.DataPath)).Query(
            EventList.FilterOf(EventList.QueryOf(call.Arguments, match, call.Cancel)) with
            {
                First = (int?)call.Arguments.Whole("limit"),
            }
        );
        try
        {
            if (call.Arguments.Text("out") is { } path)
                await call.Output.Progress($"{await Write(found, path, call.Cancel)} event(s) written to {path}");
            else
                foreach (var recorded in found)
                {
                    call.Cancel.ThrowIfCancellationRequested();
                    await call.Output.Item(EventItem.Of(recorded));
                }
        }
        catch (LogCorruptException corrupt)
        {
            return VerbEnd.Failed(corrupt.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return VerbEnd.Failed($"{error.Message.TrimEnd('.')}. Name another file, or move this one away.");
        }
        if (match.Unanswered > 0)
            await call.Output.Progress($"{match.Unanswered} event(s) have no answer to --where; the first: {match.FirstReason}");
        return VerbEnd.Done;
    }

    /// <summary>A file that is there is never overwritten.</summary>
    private static async Task<long> Write(IEnumerable<RecordedEvent> found, string path, CancellationToken cancel)
    {
        long count = 0;
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var recorded in found)
        {
            cancel.ThrowIfCancellationRequested();
            await writer.WriteAsync(JsonSerializer.Serialize(EventItem.Of(recorded), LooseJson.Options));
            await writer.WriteAsync('\n');
            count++;
        }
        return count;
    }
}
