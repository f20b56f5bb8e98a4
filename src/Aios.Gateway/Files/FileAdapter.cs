using System.Globalization;
using System.Text;
using Aios.Loop.Effects;
using Aios.Platform.Files;

namespace Aios.Gateway.Files;

/// <summary>Changes one file below a listed folder, after it has kept what was there. A repeat of the same step changes nothing more.</summary>
public sealed class FileAdapter(FileScope scope, SnapshotStore snapshots) : IEffectAdapter
{
    private const int NewFileMode = 0x1A4;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string Kind => "file";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) =>
        FileScope.Guarded(() => Change((EffectAction.ChangeFile)action));

    private AdapterResult Change(EffectAction.ChangeFile change)
    {
        var path = scope.Find(change.Path);
        using var folder = TargetFolder.Of(path);
        var now = folder.Read(path.Name, FileScope.LargestFileBytes);
        var snapshot = snapshots.Keep(change.Snapshot, [(path.Full, now)]);
        if (snapshot is not { Kind: "files", Files: [{ } before] } || before.Path != path.Full)
            return Refused($"{change.Snapshot} was kept of something else than {path.Full}");
        var original = before.Existed ? snapshots.ContentOf(change.Snapshot, snapshot, 0) : null;
        var (wanted, fault) = Wanted(change, original);
        if (fault is not null)
            return Refused($"{path.Full} {fault}");
        var mode =
            change.Mode is { } given ? Convert.ToInt32(given, 8)
            : before.Existed ? before.Mode
            : NewFileMode;
        if (IsSame(now, wanted, mode))
            return new AdapterResult(EffectResult.Ok, $"{path.Full} is so already; kept as {change.Snapshot}");
        if (SnapshotStore.HashOf(now?.Content) != before.Sha256)
            return Refused($"{path.Full} was changed by somebody else since {change.Snapshot} was kept; it is left as it is");
        if (wanted is null)
        {
            folder.Delete(path.Name);
            return new AdapterResult(EffectResult.Ok, $"{path.Full} deleted, {Size(now!.Content)}; kept as {change.Snapshot}");
        }
        var isOwned = folder.Replace(path.Name, wanted, mode, before.Existed ? (before.User, before.Group) : null);
        var owner = isOwned ? "" : $"; it belongs to {Environment.UserName} now, who may not give it away";
        return new AdapterResult(
            EffectResult.Ok,
            $"{path.Full} written, {Size(wanted)}, before {(original is null ? "absent" : Size(original))}; kept as {change.Snapshot}{owner}"
        );
    }

    /// <returns>The content that is to be there (null: none), or why there is no such content.</returns>
    private static (byte[]? Content, string? Fault) Wanted(EffectAction.ChangeFile change, byte[]? original)
    {
        if (change.Change == FileChange.Delete)
            return original is null ? (null, "is not there; there is nothing to delete") : (null, null);
        byte[] text;
        try
        {
            text = Strict.GetBytes(change.Text);
        }
        catch (EncoderFallbackException)
        {
            return (null, "would get text that is no valid Unicode");
        }
        if (change.Change == FileChange.Write)
            return (text, null);
        if (original is null)
            return (null, "is not there; write makes a new file");
        if (change.Change == FileChange.Append)
            return ([.. original, .. text], null);
        try
        {
            var before = Strict.GetString(original);
            return before.Contains(change.Find!, StringComparison.Ordinal)
                ? (Strict.GetBytes(before.Replace(change.Find!, change.Text, StringComparison.Ordinal)), null)
                : (null, "does not hold the text that is to be replaced");
        }
        catch (DecoderFallbackException)
        {
            return (null, "is no UTF-8 text; nothing in it can be replaced");
        }
    }

    private static bool IsSame(TargetFile? now, byte[]? wanted, int mode) =>
        now is null ? wanted is null : wanted is not null && now.Facts.Mode == mode && now.Content.AsSpan().SequenceEqual(wanted);

    private static string Size(byte[] content) => string.Create(CultureInfo.InvariantCulture, $"{content.Length} bytes");

    private static AdapterResult Refused(string why) => new(EffectResult.Refused, why);
}
