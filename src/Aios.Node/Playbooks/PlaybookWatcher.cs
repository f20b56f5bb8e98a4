using Aios.Loop.Reacting;
using Aios.Node.Settings;
using Aios.Platform.Files;

namespace Aios.Node.Playbooks;

/// <summary>Compares what is on disk with what was told last, whenever the folder may have changed. Whatever fails then is told as a fault.</summary>
internal sealed class PlaybookWatcher : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Func<PlaybookFiles> _read;
    private readonly string _folder;
    private readonly Action<PlaybookSet> _changed;
    private readonly FolderWatch _watch;
    private PlaybookFiles _told;

    public PlaybookWatcher(
        Func<PlaybookFiles> read,
        string folder,
        string pattern,
        TimeProvider time,
        PlaybookSet loaded,
        Action<PlaybookSet> changed
    )
    {
        (_read, _folder, _changed, _told) = (read, folder, changed, loaded.User);
        _watch = new FolderWatch(folder, pattern, time, Reload);

        // Between the load and the first look of the watch a file may have changed.
        Reload();
    }

    public void Dispose() => _watch.Dispose();

    private void Reload()
    {
        lock (_gate)
        {
            if (Changed() is { } set)
                _changed(set);
        }
    }

    // It runs on a timer's thread: what leaves it would end the process.
    private PlaybookSet? Changed()
    {
        try
        {
            var files = _read();
            if (files.IsSame(_told))
                return null;
            _told = files;
            return PlaybookSource.Compose(files);
        }
        catch (Exception fault)
        {
            var placed = new PlacedFault(Place.Whole(_folder), $"it cannot be read again: {fault.GetType().Name}: {fault.Message}");
            return new PlaybookSet(Catalog.Empty, [placed], _told);
        }
    }
}
