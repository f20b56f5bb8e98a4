using System.Globalization;
using Aios.Loop.Effects;
using Aios.Platform.Files;

namespace Aios.Gateway.Files;

/// <summary>
/// Packs a listed file that grew into <c>NAME.TIME.gz</c> beside it and empties it in place. The packed file is what was kept: putting back
/// unpacks it, before what was written since.
/// </summary>
public sealed class RotateAdapter(FileScope scope, SnapshotStore snapshots, TimeProvider time) : IEffectAdapter, IRestores
{
    string IEffectAdapter.Kind => "rotate";

    string IRestores.Kind => "rotated";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) =>
        FileScope.Guarded(() => Rotate((EffectAction.RotateFile)action));

    public Task<AdapterResult> Restore(string name, Snapshot snapshot, TimeSpan timeout) =>
        FileScope.Guarded(() => PutBack(name, snapshot));

    private AdapterResult Rotate(EffectAction.RotateFile rotate)
    {
        var path = scope.FindRotated(rotate.Path);
        using var folder = TargetFolder.Of(path);
        if (folder.Look(path.Name) is null)
            return new AdapterResult(EffectResult.NotFound, $"{path.Full} is not there");
        var at = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        // Its name is kept before the first byte is packed: a repeat after a crash finds what the first attempt made.
        var kept = snapshots.Keep(rotate.Snapshot, new Snapshot("rotated", [], path.Full, $"{path.Name}.{at}.gz"));
        if (kept.Kind != "rotated" || kept.Key != path.Full)
            return new AdapterResult(EffectResult.Refused, $"{rotate.Snapshot} was kept of something else than {path.Full}");
        var (bytes, packed) = folder.Rotate(path.Name, kept.Value!);
        return new AdapterResult(
            EffectResult.Ok,
            string.Create(CultureInfo.InvariantCulture, $"{path.Full}: {bytes} bytes packed as {kept.Value}, {packed} bytes; emptied")
        );
    }

    private AdapterResult PutBack(string name, Snapshot snapshot)
    {
        var path = scope.FindRotated(snapshot.Key ?? "");
        using var folder = TargetFolder.Of(path);
        if (folder.Look(snapshot.Value!) is null)
            return new AdapterResult(EffectResult.Ok, $"{path.Full} was not packed; it is as it was");
        // Kept once: a repeat after a crash finds the file half written.
        var since = snapshots.Keep($"{name}-since", [(path.Full, folder.Read(path.Name, FileScope.LargestFileBytes))]);
        byte[] lines = since.Files[0].Existed ? snapshots.ContentOf($"{name}-since", since, 0) : [];
        folder.PutBack(path.Name, snapshot.Value!, lines);
        return new AdapterResult(
            EffectResult.Ok,
            string.Create(CultureInfo.InvariantCulture, $"{path.Full} is whole again, with {lines.Length} bytes written since")
        );
    }
}
