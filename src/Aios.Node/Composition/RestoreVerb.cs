using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Composition;

/// <summary>
/// Makes a data folder from a backup. What the node did after the backup nobody knows, so nothing of before the restore is acted on again:
/// open runs are cancelled, waiting events count as settled, and effects that were open are unknown. The node that the copy is of may still run, so this one has a name
/// of its own.
/// </summary>
internal static class RestoreVerb
{
    public static async Task<VerbEnd> Restore(LocalCall call)
    {
        try
        {
            var from = DataFolder.OpenExisting(call.Arguments.Text("from")!);
            var note = BackupNote.Read(from);
            var to = NodeBackup.Empty(call.DataPath);
            using var held = to.Lock();
            RestoreMark.Set(to);
            FolderCopy.File(from, to, StateDatabase.FileName);
            FolderCopy.Log(from, to, note.LastSeq);
            FolderCopy.File(from, to, NodeFile.Name);
            NodeBackup.Beside(from, to);
            NodeBackup.Check(to, call.Clock, note.BeforeSeq, note.LastSeq);
            var (node, cancelled, unknown) = await Close(to, note, call.Clock);
            RestoreMark.Clear(to);
            var last = new EventLogReader(to).Verify();
            await call.Output.Item(
                LooseJson.Object(
                    ("folder", to.FullPath),
                    ("node", node),
                    ("from_node", note.Node),
                    ("records", last.Records),
                    ("last_seq", last.LastSeq),
                    ("runs_cancelled", cancelled),
                    ("effects_unknown", unknown)
                )
            );
            return VerbEnd.Done;
        }
        catch (IOException fault)
        {
            return VerbEnd.Failed(fault.Message);
        }
    }

    private static async Task<(string Node, int Cancelled, int Unknown)> Close(DataFolder folder, BackupNote note, TimeProvider clock)
    {
        var random = new Random(HashCode.Combine(note.At, clock.GetUtcNow().Ticks));
        var identity = NodeFile.BeginCopy(folder, Environment.MachineName, random);
        using var store = StateDatabase.Open(folder);
        var (retelling, replay) = (new Retelling(new StateKeeper(store).Standing()), new StateReplay());
        using var log = EventLog.Open(folder, new EventLogOptions(identity, clock, Take));
        var ledger = new EffectLedger(store, clock);
        await ledger.FillIn(replay.Effects.Effects.Values);
        var unknown = await ledger.MarkUnknown();
        var shell = new Shell(clock, random);
        var reason = $"restored from the backup of {TimeText.Of(note.At)}: what was done after it is not known";
        var active = retelling.Finish(log).ActiveRuns.Values.ToArray();
        var events = active
            .Select(run => shell.Note(run.Plan, new RunProtocol.Ended(RunPhase.Cancelled, reason, shell.Now.Wall)))
            .Append(
                shell.Note(
                    EventTypes.NodeRestored,
                    "aios/node",
                    Severity.Warn,
                    LooseJson.Object(
                        ("from_node", note.Node),
                        ("backup_at", note.At),
                        ("last_seq", note.LastSeq),
                        ("runs_cancelled", active.Length),
                        ("effects_unknown", unknown)
                    )
                )
            )
            .ToArray();
        if (await log.Append(events) is AppendResult.Refused { Refusal: var refusal })
            throw new IOException($"{refusal}");
        await new CursorStore(store).Write(SchedulingProtocol.Reader, log.SyncedSeq);
        return (identity.NodeId, active.Length, unknown);

        void Take(RecordedEvent recorded)
        {
            retelling.Take(recorded);
            replay.Apply(recorded);
        }
    }
}
