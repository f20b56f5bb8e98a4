using System.Globalization;
using System.IO.Enumeration;
using Aios.Loop.Effects;
using Aios.Platform.Files;

namespace Aios.Gateway.Files;

/// <summary>Copies files below listed folders into the data folder.</summary>
public sealed class SnapshotAdapter(FileScope scope, SnapshotStore snapshots) : IEffectAdapter
{
    private const int MostFiles = 200;

    public string Kind => "snapshot";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) => FileScope.Guarded(() => Keep((EffectAction.KeepFiles)action));

    private AdapterResult Keep(EffectAction.KeepFiles keep)
    {
        // Every entry is checked before the first byte is copied.
        var paths = keep.Files.Select(scope.Find).ToArray();
        var snapshot = snapshots.Keep(keep.Snapshot, paths.SelectMany(Contents).DistinctBy(file => file.Path).Take(MostFiles + 1));
        if (snapshot.Files.Count > MostFiles)
            return new AdapterResult(EffectResult.Refused, $"more than {MostFiles} files fit; name fewer");
        return new AdapterResult(
            EffectResult.Ok,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{snapshot.Files.Count(file => file.Existed)} files of {snapshot.Files.Sum(file => file.SizeBytes)} bytes kept as {keep.Snapshot}"
            )
        );
    }

    // A file that is named and absent is kept as absent: putting it back deletes what was made meanwhile. A pattern names only what is there.
    private static IEnumerable<(string Path, TargetFile? Found)> Contents(TargetPath path)
    {
        using var folder = TargetFolder.Of(path);
        var isPattern = path.Name.AsSpan().ContainsAny('*', '?');
        var names = isPattern
            ? folder
                .List(name => FileSystemName.MatchesSimpleExpression(path.Name, name, ignoreCase: false), MostFiles)
                .Select(file => file.Name)
            : [path.Name];
        foreach (var name in names)
            if (folder.Read(name, FileScope.LargestFileBytes) is var found && (found is not null || !isPattern))
                yield return ($"{folder.FullPath.TrimEnd('/')}/{name}", found);
    }
}
