using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

internal static class EventsVerify
{
    public static async Task<VerbEnd> Verify(LocalCall call)
    {
        var folder = DataFolder.OpenExisting(call.DataPath);
        // It only reads: whoever interrupts it leaves nothing half-done.
        var report = await Task.Run(() => new EventLogReader(folder).Verify(), call.Cancel).WaitAsync(call.Cancel);
        // What a broken chain tells is nothing to compare with.
        var state =
            call.Arguments.Flag("state") && report.Fault is null
                ? await Task.Run(() => StateCheck.Run(folder, call.Clock), call.Cancel).WaitAsync(call.Cancel)
                : null;
        await call.Output.Item(
            LooseJson.Object(
                ("records", report.Records),
                ("first_seq", report.FirstSeq),
                ("last_seq", report.LastSeq),
                ("last_hash", report.LastHash),
                ("torn_bytes", report.TornBytes),
                ("intact", report.Fault is null),
                ("fault", report.Fault is { } found ? Fault(found) : null),
                ("state", state?.Item())
            )
        );
        return report.Fault is { } fault
                ? VerbEnd.Failed($"{fault}. Restore the file from a backup, or move it and all newer day files away.")
            : state is { Differences: [var first, ..] }
                ? VerbEnd.Failed($"{StateDatabase.FileName} and the log differ in {state.Differences.Count} place(s): {first}")
            : VerbEnd.Done;
    }

    private static System.Text.Json.JsonElement Fault(LogFault fault) =>
        LooseJson.Object(
            ("file", fault.File),
            ("line", fault.Line),
            ("seq", fault.Seq),
            ("what", fault.What),
            ("expected", fault.Expected),
            ("actual", fault.Actual)
        );
}
