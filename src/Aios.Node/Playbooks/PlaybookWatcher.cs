using Aios.Platform.Files;

namespace Aios.Node.Playbooks;

/// <summary>Compares what is on disk with what was told last, whenever the folder may have changed.</summary>
internal sealed class PlaybookWatcher : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PlaybookSource _source;
    private readonly Action<PlaybookSet> _changed;
    private readonly FolderWatch _watch;
    private PlaybookFiles _told;

    public PlaybookWatcher(
        PlaybookSource source,
        string folder,
        string pattern,
        TimeProvider time,
        PlaybookSet loaded,
        Action<PlaybookSet> changed
    )
    {
        (_source, _changed, _told) = (source, changed, loaded.User);
        _watch = new FolderWatch(folder, pattern, time, Reload);

        // Between the load and the first look of the watch a file may have changed.
        Reload();
    }

    public void Dispose() => _watch.Dispose();

    private void Reload()
    {
        lock (_gate)
        {
            var files = _source.ReadFiles();
            if (files.IsSame(_told))
                return;
            _told = files;
            _changed(PlaybookSource.Compose(files));
        }
    }
}
