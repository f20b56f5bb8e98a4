namespace Aios.Platform.Files;

/// <summary>
/// Says when files of one folder may have changed: by the kernel's notices, and because those can be lost or be missing (network file
/// systems, a folder that is made later), by looking at names, sizes and times every 2 s as well.
/// </summary>
public sealed class FolderWatch : IDisposable
{
    /// <summary>So long nothing must have happened before a change is told: an editor writes in several steps.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly string _pattern;
    private readonly Action _changed;
    private readonly ITimer _settled;
    private readonly ITimer _poll;
    private FileSystemWatcher? _notices;
    private string _seen;
    private bool _isDisposed;

    /// <param name="pattern">For example <c>*.conf</c>.</param>
    /// <param name="time">Its timers run debounce and polling.</param>
    /// <param name="changed">Called on a timer's thread, never twice at once, never after <see cref="Dispose"/> returned.</param>
    public FolderWatch(string path, string pattern, TimeProvider time, Action changed)
    {
        (_path, _pattern, _changed) = (path, pattern, changed);
        _seen = Look();
        _settled = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _poll = time.CreateTimer(_ => Poll(), null, PollInterval, PollInterval);
        lock (_gate)
            Listen();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _notices?.Dispose();
            _notices = null;
        }
        _poll.Dispose();
        _settled.Dispose();
    }

    private void Poll()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            Listen();
            if (Look() != _seen)
                Tell();
        }
    }

    private void Note() => _settled.Change(Debounce, Timeout.InfiniteTimeSpan);

    private void Tell()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _seen = Look();
            _changed();
        }
    }

    private void Listen()
    {
        if (_notices is not null || !Directory.Exists(_path))
            return;
        try
        {
            _notices = new FileSystemWatcher(_path, _pattern);
            _notices.Changed += (_, _) => Note();
            _notices.Created += (_, _) => Note();
            _notices.Deleted += (_, _) => Note();
            _notices.Renamed += (_, _) => Note();
            _notices.Error += (_, _) => Deafen();
            _notices.EnableRaisingEvents = true;
        }
        catch (IOException)
        {
            Deafen();
        }
    }

    // The kernel has no more watches, or the folder is gone: looking every 2 s goes on, and listening is tried again with it.
    private void Deafen()
    {
        lock (_gate)
        {
            _notices?.Dispose();
            _notices = null;
        }
    }

    private string Look()
    {
        try
        {
            var files = new DirectoryInfo(_path).EnumerateFiles(_pattern).OrderBy(file => file.Name, StringComparer.Ordinal);
            return string.Join('\n', files.Select(file => $"{file.Name}\t{file.Length}\t{file.LastWriteTimeUtc.Ticks}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.GetType().Name;
        }
    }
}
