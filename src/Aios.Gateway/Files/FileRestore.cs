using System.Globalization;
using Aios.Loop.Effects;
using Aios.Platform.Files;

namespace Aios.Gateway.Files;

/// <summary>Puts files back byte for byte, with mode and owner; what is as it was is left alone.</summary>
public sealed class FileRestore(FileScope scope, SnapshotStore snapshots) : IRestores
{
    public string Kind => "files";

    public Task<AdapterResult> Restore(string name, Snapshot snapshot, TimeSpan timeout) =>
        FileScope.Guarded(() => Restore(name, snapshot));

    private AdapterResult Restore(string name, Snapshot snapshot)
    {
        // All of them are checked first: nothing is put back by halves because of a path.
        var paths = snapshot.Files.Select(file => scope.Find(file.Path)).ToArray();
        var (written, deleted, same) = (0, 0, 0);
        var foreign = new List<string>();
        for (var i = 0; i < paths.Length; i++)
        {
            var (path, file) = (paths[i], snapshot.Files[i]);
            using var folder = TargetFolder.Of(path);
            if (!file.Existed)
            {
                if (folder.Delete(path.Name))
                    deleted++;
                else
                    same++;
                continue;
            }
            var content = snapshots.ContentOf(name, snapshot, i);
            if (IsSame(folder, path.Name, content, file))
            {
                same++;
                continue;
            }
            if (!folder.Replace(path.Name, content, file.Mode, (file.User, file.Group)))
                foreign.Add(path.Full);
            written++;
        }
        var owners = foreign.Count == 0 ? "" : $"; {string.Join(", ", foreign)} could not be given back to its owner";
        return new AdapterResult(
            EffectResult.Ok,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name} put back: {written} files written, {deleted} deleted, {same} as they were{owners}"
            )
        );
    }

    private static bool IsSame(TargetFolder folder, string name, byte[] content, KeptFile file) =>
        folder.Look(name) is { IsRegular: true } facts
        && facts.SizeBytes == content.Length
        && facts.Mode == file.Mode
        && (facts.User, facts.Group) == (file.User, file.Group)
        && folder.Read(name, content.Length) is { } now
        && now.Content.AsSpan().SequenceEqual(content);
}
