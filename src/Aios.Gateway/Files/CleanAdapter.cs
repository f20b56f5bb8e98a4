using System.Globalization;
using System.IO.Enumeration;
using Aios.Loop.Effects;
using Aios.Platform.Files;

namespace Aios.Gateway.Files;

/// <summary>
/// Deletes old regular files directly in one listed folder. What stands below an expendable folder is gone for good; elsewhere it is kept
/// first, unless the step was approved as destructive.
/// </summary>
public sealed class CleanAdapter(FileScope scope, SnapshotStore snapshots, TimeProvider time) : IEffectAdapter
{
    private const int MostFiles = 10_000;

    public string Kind => "clean";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) =>
        FileScope.Guarded(() => Clean((EffectAction.CleanFolder)action, false));

    public Task<AdapterResult> Do(EffectIntent intent) =>
        FileScope.Guarded(() => Clean((EffectAction.CleanFolder)intent.Action, intent.Risk == Risk.Destructive));

    private AdapterResult Clean(EffectAction.CleanFolder clean, bool isForGood)
    {
        if (clean.Folder == EffectAction.CleanFolder.EveryExpendable)
            return Every(clean);
        var path = scope.FindFolder(clean.Folder);
        using var folder = TargetFolder.Of(path);
        var oldest = time.GetUtcNow().ToUnixTimeMilliseconds() - clean.OlderThanMs;
        // The newest first: of those that fit, whatever their age, so many stay.
        var files = folder
            .List(name => FileSystemName.MatchesSimpleExpression(clean.Glob, name, ignoreCase: false), MostFiles)
            .OrderByDescending(file => file.Facts.WrittenAt)
            .ThenBy(file => file.Name, StringComparer.Ordinal)
            .Skip(clean.Keep)
            .Where(file => file.Facts.WrittenAt <= oldest)
            .ToArray();
        return isForGood || scope.IsExpendable(clean.Folder) ? ForGood(clean, folder, files) : AndKeep(clean, folder, files);
    }

    private AdapterResult Every(EffectAction.CleanFolder clean)
    {
        if (scope.Expendable.Count == 0)
            return new AdapterResult(EffectResult.Refused, "aios.targets.expendable names no folder; list those in which old files may go");
        var (told, faults) = (new List<string>(), new List<DataFolderException>());
        foreach (var folder in scope.Expendable)
            try
            {
                told.Add(Clean(clean with { Folder = folder }, true).Detail);
            }
            catch (DataFolderException fault)
            {
                // A folder that is not there must not keep room from being made in the others.
                told.Add(fault.Message);
                faults.Add(fault);
            }
        return faults.Count == scope.Expendable.Count ? throw faults[0] : new AdapterResult(EffectResult.Ok, string.Join("; ", told));
    }

    private AdapterResult ForGood(EffectAction.CleanFolder clean, TargetFolder folder, (string Name, FileFacts Facts)[] files)
    {
        var gone = files.Where(file => folder.Unlink(file.Name)).ToArray();
        folder.Sync();
        var told = Told(folder, gone.Length, gone.Sum(file => file.Facts.SizeBytes));
        try
        {
            // Only now: on a full disk there was no room for it before.
            snapshots.Keep(clean.Snapshot, new Snapshot("expendable", [], folder.FullPath, told));
        }
        catch (IOException)
        {
            return new AdapterResult(EffectResult.Ok, $"{told} for good; no room for a note of it");
        }
        return new AdapterResult(EffectResult.Ok, $"{told} for good");
    }

    private AdapterResult AndKeep(EffectAction.CleanFolder clean, TargetFolder folder, (string Name, FileFacts Facts)[] files)
    {
        var bytes = files.Sum(file => file.Facts.SizeBytes);
        var snapshot = snapshots.Find(clean.Snapshot);
        if (snapshot is null && bytes > FileScope.LargestKeptBytes)
            return new AdapterResult(
                EffectResult.Refused,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{folder.FullPath}: {files.Length} files of {bytes} bytes fit, more than the {FileScope.LargestKeptBytes >> 20} MiB that can be kept; list the folder in aios.targets.expendable if nobody needs them, or say risk = destructive"
                )
            );
        snapshot ??= snapshots.Keep(clean.Snapshot, Contents(folder, files));
        var (count, freed) = (0, 0L);
        foreach (var file in snapshot.Files)
        {
            var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
            // Written again since it was kept: it is not old any more.
            if (folder.Look(name) is not { } facts || facts.SizeBytes != file.SizeBytes || !folder.Unlink(name))
                continue;
            (count, freed) = (count + 1, freed + file.SizeBytes);
        }
        folder.Sync();
        return new AdapterResult(EffectResult.Ok, $"{Told(folder, count, freed)}; kept as {clean.Snapshot}");
    }

    private static IEnumerable<(string, TargetFile?)> Contents(TargetFolder folder, (string Name, FileFacts Facts)[] files)
    {
        foreach (var file in files)
            if (folder.Read(file.Name, FileScope.LargestKeptBytes) is { } found)
                yield return ($"{folder.FullPath.TrimEnd('/')}/{file.Name}", found);
    }

    private static string Told(TargetFolder folder, int count, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder.FullPath}: {count} files deleted, {bytes} bytes");
}
