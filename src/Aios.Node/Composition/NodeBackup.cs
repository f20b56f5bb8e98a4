using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Surface;
using Aios.Node.Cli.Local;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;

namespace Aios.Node.Composition;

/// <summary>Copies a node's data while it runs. First the database, then the log: what the copy of the database says is in the copy of the log.</summary>
internal static class NodeBackup
{
    /// <exception cref="DataFolderException">The target is not empty, cannot be written, or what was copied is not whole.</exception>
    public static BackupView Make(NodeHost host, SqliteStore store, string path)
    {
        var (from, to) = (host.Parts.Folder, Empty(path));
        var before = host.Log.SyncedSeq;
        store.CopyTo(to, StateDatabase.FileName);
        var last = host.Log.SyncedSeq;
        FolderCopy.Log(from, to, last);
        FolderCopy.File(from, to, NodeFile.Name);
        Beside(from, to);
        var view = Check(to, host.Parts.Time, before, last);
        new BackupNote(BackupNote.Format, host.Identity.NodeId, NodeVersion.Text, host.Shell.Now.Wall, before, last).Write(to);
        return view;
    }

    /// <summary>
    /// What is not in log and database: playbooks, drafts, what steps kept for their undo, and the metrics that are written out (those of the
    /// last hour may be in memory alone). After the database: what an effect in it kept was whole before.
    /// </summary>
    public static void Beside(DataFolder from, DataFolder to)
    {
        FolderCopy.Folder(from, to, "playbooks", ".conf");
        foreach (var folder in (string[])["drafts", "snapshots", "metrics"])
            FolderCopy.Tree(from, to, folder);
    }

    /// <summary>The whole copy, read again from where it was written.</summary>
    /// <exception cref="DataFolderException">It is not whole.</exception>
    public static BackupView Check(DataFolder copy, TimeProvider clock, long before, long last)
    {
        var report = new EventLogReader(copy).Verify();
        if (report.Fault is { } fault)
            throw Bad(copy, $"the chain of the log is broken: {fault}");
        if (report.LastSeq != last || report.TornBytes > 0)
            throw Bad(copy, $"the log ends at record {report.LastSeq}, it must end at {last}");
        using (var store = StateDatabase.OpenReader(copy))
            if (store.Damage() is { } damage)
                throw Bad(copy, $"{StateDatabase.FileName} is damaged: {damage}");
        var state = StateCheck.Run(copy, clock, before);
        return state.Differences.Count == 0
            ? new BackupView(copy.FullPath, report.Records, last, report.LastHash, state.Effects, state.Decisions)
            : throw Bad(copy, $"{StateDatabase.FileName} and the log differ: {state.Differences[0]}");
    }

    /// <exception cref="DataFolderException">It is there and not empty.</exception>
    public static DataFolder Empty(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
            throw new DataFolderException(
                DataFolderFault.Exists,
                full,
                "the folder is not empty",
                "Name one that is empty or not there yet."
            );
        return DataFolder.OpenOrCreate(full);
    }

    private static DataFolderException Bad(DataFolder copy, string why) =>
        new(DataFolderFault.Unreadable, copy.FullPath, why, "This copy is of no use: remove it, run 'aios doctor', and copy again.");
}
