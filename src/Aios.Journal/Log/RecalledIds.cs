using Aios.Platform.Files;
using Aios.Platform.Threads;

namespace Aios.Journal.Log;

/// <summary>
/// The ids that were stored lately. What a checkpoint kept the start from reading is read meanwhile; who asks too early waits. What could not
/// be read then is read again whenever somebody asks.
/// </summary>
internal sealed class RecalledIds : IDisposable
{
    private readonly Func<RecentIds> _read;
    private readonly DedicatedThread? _thread;
    private RecentIds _ids;
    private volatile bool _isRead;
    private volatile bool _closed;

    /// <summary>Everything was read at the start.</summary>
    public RecalledIds(RecentIds ids) => (_ids, _read, _isRead) = (ids, () => ids, true);

    /// <param name="upTo">The records after this one were read at the start; their keys are in <paramref name="newer"/>.</param>
    /// <param name="since">The first day whose ids are remembered.</param>
    /// <param name="isAlone">There is no other thread: they are read when somebody asks first.</param>
    public RecalledIds(
        DataFolder folder,
        long upTo,
        IReadOnlyList<(UInt128 Key, long Seq)> newer,
        DateOnly since,
        TimeSpan now,
        bool isAlone
    )
    {
        _ids = new RecentIds();
        _read = () => Read(folder, upTo, newer, since, now);
        // What fails there is tried again by whoever asks.
        if (!isAlone)
            _thread = DedicatedThread.Start("aios-recent-ids", Recall, _ => { });
    }

    /// <summary>For the writer's thread alone.</summary>
    /// <exception cref="IOException">They cannot be read now.</exception>
    public RecentIds Value
    {
        get
        {
            _thread?.Join();
            if (_isRead)
                return _ids;
            try
            {
                Recall();
                return _ids;
            }
            catch (Exception error) when (error is IOException or InvalidDataException)
            {
                throw new IOException("the ids of the last day cannot be read: " + error.Message, error);
            }
        }
    }

    public void Dispose()
    {
        _closed = true;
        _thread?.Join();
    }

    private void Recall()
    {
        _ids = _read();
        _isRead = true;
    }

    private RecentIds Read(DataFolder folder, long upTo, IReadOnlyList<(UInt128 Key, long Seq)> newer, DateOnly since, TimeSpan now)
    {
        var ids = new RecentIds();
        foreach (var day in LogDay.List(folder).Where(day => day.Day >= since))
        {
            using var scanner = day.Open(folder);
            while (!_closed && scanner is not null && scanner.Next())
            {
                if (!LogLine.TryParse(scanner.Current, out var line) || line.Seq > upTo)
                    break;
                if (RecentIds.MayBeSupplied(line))
                    ids.Add(RecentIds.KeyOf(line.Source, line.Id), line.Seq, now);
            }
        }
        foreach (var (key, seq) in newer)
            ids.Add(key, seq, now);
        return ids;
    }
}
