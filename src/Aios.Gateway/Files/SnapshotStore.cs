using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Aios.Platform.Files;

namespace Aios.Gateway.Files;

/// <summary>
/// What steps keep before they change something: <c>snapshots/RUN/STEP/</c> in the data folder. The contents are on the disk before the
/// list of them is, and the list before anything is changed: a snapshot without a list is of a change that never began.
/// </summary>
/// <param name="isOpen">True for the id of a run that may still want what its steps kept; null: no run is. Asked from any thread.</param>
/// <param name="quotaBytes">Bound of all contents together.</param>
public sealed class SnapshotStore(DataFolder data, TimeProvider time, Func<string, bool>? isOpen = null, long quotaBytes = long.MaxValue)
{
    private const string Folder = "snapshots";
    private const string List = "snapshot.json";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private long? _usedBytes;

    /// <param name="name"><c>RUN/STEP</c></param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="DataFolderException">It cannot be read.</exception>
    public Snapshot? Find(string name)
    {
        if (data.ReadAll($"{Folder}/{name}/{List}") is not { } text)
            return null;
        try
        {
            if (JsonSerializer.Deserialize(text, SnapshotContext.Default.Snapshot) is { V: 1 } found)
                return found;
        }
        catch (JsonException) { }
        throw Damaged(name, "its list is not one that this version reads");
    }

    /// <summary>Keeps files; a snapshot that is there already stays as it is.</summary>
    /// <param name="contents">In the order of the files, asked for one by one; null where nothing was there.</param>
    public Snapshot Keep(string name, IEnumerable<(string Path, TargetFile? Found)> contents)
    {
        if (Find(name) is { } there)
            return there;
        Make(name);
        var files = new List<KeptFile>();
        var bytes = 0L;
        foreach (var (path, found) in contents)
        {
            bytes += found?.Content.Length ?? 0;
            if (bytes > FileScope.LargestKeptBytes)
                throw new DataFolderException(
                    DataFolderFault.Unreadable,
                    path,
                    $"with it more than {FileScope.LargestKeptBytes >> 20} MiB would have to be kept",
                    "Name fewer files; what nobody needs can stand below aios.targets.expendable."
                );
            if (found is not null)
            {
                MakeRoom(found.Content.Length);
                data.Replace(NameOf(name, files.Count), found.Content);
            }
            var (mode, user, group) = found is null ? (0, 0u, 0u) : (found.Facts.Mode, found.Facts.User, found.Facts.Group);
            files.Add(new KeptFile(path, found is not null, mode, user, group, found?.Content.Length ?? 0, HashOf(found?.Content)));
        }
        return Write(name, new Snapshot("files", files));
    }

    /// <summary>Keeps a word about a service or a setting; a snapshot that is there already stays as it is.</summary>
    public Snapshot Keep(string name, Snapshot snapshot)
    {
        if (Find(name) is { } there)
            return there;
        Make(name);
        return Write(name, snapshot);
    }

    /// <summary>The content of a file that was kept.</summary>
    /// <exception cref="DataFolderException">It is gone or not what was written.</exception>
    public byte[] ContentOf(string name, Snapshot snapshot, int file)
    {
        var content = data.ReadAll(NameOf(name, file), (int)FileScope.LargestKeptBytes) ?? throw Damaged(name, "a content is gone");
        return HashOf(content) == snapshot.Files[file].Sha256 ? content : throw Damaged(name, "a content is not what was written");
    }

    internal static string HashOf(byte[]? content) => content is null ? "" : Convert.ToHexStringLower(SHA256.HashData(content));

    private Snapshot Write(string name, Snapshot snapshot)
    {
        data.Replace($"{Folder}/{name}/{List}", JsonSerializer.SerializeToUtf8Bytes(snapshot, SnapshotContext.Default.Snapshot));
        return snapshot;
    }

    // Folder by folder, so that the name of each is on the disk.
    private void Make(string name)
    {
        DataFolder.OpenOrCreate(data.PathOf(Folder));
        Sweep();
        var path = Folder;
        foreach (var part in name.Split('/'))
        {
            DataFolder.OpenOrCreate(data.PathOf($"{path}/{part}"));
            data.SyncNames(path);
            path = $"{path}/{part}";
        }
    }

    /// <summary>Deletes what runs kept that are over: for more than 30 days, or the oldest until the rest is within the bound.</summary>
    /// <returns>So many runs.</returns>
    public int Sweep()
    {
        lock (_gate)
            return Sweep(quotaBytes);
    }

    private int Sweep(long bytes)
    {
        var (oldest, swept) = (time.GetUtcNow().UtcDateTime - Kept, 0);
        var root = new DirectoryInfo(data.PathOf(Folder));
        var runs = root.Exists
            ? root.GetDirectories().Where(run => run.LinkTarget is null).OrderBy(run => run.LastWriteTimeUtc).ToList()
            : [];
        var sizes = runs.ConvertAll(SizeOf);
        var used = sizes.Sum();
        foreach (var (run, size) in runs.Zip(sizes))
        {
            // By a clock that may be wrong: what an open run kept is never so old that it may go.
            if (isOpen?.Invoke(run.Name) == true || (run.LastWriteTimeUtc >= oldest && used <= bytes))
                continue;
            if (!Deleted(run))
                continue;
            used -= size;
            swept++;
        }
        _usedBytes = used;
        return swept;
    }

    private void MakeRoom(int bytes)
    {
        lock (_gate)
        {
            if (_usedBytes is not { } used || used + bytes > quotaBytes)
                Sweep(quotaBytes - bytes);
            if (_usedBytes + bytes > quotaBytes)
                throw new DataFolderException(
                    DataFolderFault.Unreadable,
                    data.PathOf(Folder),
                    $"what runs that go on keep would be more than {quotaBytes >> 20} MiB",
                    "Wait for their end, or raise aios.effects.snapshots."
                );
            _usedBytes += bytes;
        }
    }

    // Somebody else may clean up as well: what is gone is gone.
    private static bool Deleted(DirectoryInfo run)
    {
        try
        {
            run.Delete(recursive: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return !Directory.Exists(run.FullName);
        }
    }

    private static long SizeOf(DirectoryInfo run)
    {
        try
        {
            return run.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static string NameOf(string name, int file) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{name}/{file:0000}");

    private DataFolderException Damaged(string name, string why) =>
        new(DataFolderFault.Unreadable, data.PathOf($"{Folder}/{name}"), why, "Nothing was changed; put back by hand what can be.");
}
