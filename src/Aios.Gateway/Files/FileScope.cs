using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Gateway.Files;

/// <summary>Which files may be changed.</summary>
/// <param name="Folders">Absolute paths of <c>aios.targets.folders</c>.</param>
/// <param name="Expendable">Absolute paths of <c>aios.targets.expendable</c>: nobody needs what a clean-up deletes there.</param>
/// <param name="Own">The node's data folder: no step changes anything in it, whatever is listed.</param>
public sealed record FileScope(IReadOnlyList<string> Folders, IReadOnlyList<string> Expendable, string Own)
{
    /// <summary>A file or folder of this size can be kept, and so put back; more is refused. 64 MiB.</summary>
    public const long LargestKeptBytes = 64L << 20;

    /// <summary>One file that is read whole to be changed: 16 MiB.</summary>
    public const long LargestFileBytes = 16L << 20;

    /// <summary>Absolute paths of files that <c>aios.targets.files</c> lists with <c>rotate</c>.</summary>
    public IReadOnlyList<string> Rotated { get; init; } = [];

    /// <summary>A file that may be rotated: one that is listed for it, or one below a listed folder.</summary>
    internal TargetPath FindRotated(string path) =>
        Rotated.Contains(path) ? Find(path, [path[..Math.Max(1, path.LastIndexOf('/'))]]) : Find(path);

    internal TargetPath Find(string path) => Find(path, [.. Folders, .. Expendable]);

    private TargetPath Find(string path, IReadOnlyList<string> folders)
    {
        var found = TargetPath.Find(path, folders, out var why);
        if (found is not null && $"{path}/".StartsWith($"{Own.TrimEnd('/')}/", StringComparison.Ordinal))
            (found, why) = (null, "it is in the data folder of this node");
        return found
            ?? throw new DataFolderException(
                DataFolderFault.BadName,
                Shown.Clean(path),
                $"it is no target: {why}",
                "List its folder, or mend the path."
            );
    }

    /// <summary>The folder itself, with a name in it that does not count.</summary>
    internal TargetPath FindFolder(string folder) => Find($"{folder.TrimEnd('/')}/any");

    internal bool IsExpendable(string folder) => TargetPath.Find($"{folder.TrimEnd('/')}/any", Expendable, out _) is not null;

    /// <summary>File work is done on a thread of its own, because a disk can hang; what goes wrong is a result.</summary>
    internal static Task<AdapterResult> Guarded(Func<AdapterResult> work) =>
        Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return work();
                }
                catch (DataFolderException fault)
                {
                    return new AdapterResult(ResultOf(fault.Fault), fault.Message);
                }
                catch (StorageSyncException fault)
                {
                    return new AdapterResult(EffectResult.Error, $"it may not be on the disk: {fault.Message}");
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default
        );

    private static EffectResult ResultOf(DataFolderFault fault) =>
        fault switch
        {
            DataFolderFault.Missing => EffectResult.NotFound,
            DataFolderFault.Full or DataFolderFault.Failed => EffectResult.Error,
            _ => EffectResult.Refused,
        };
}
