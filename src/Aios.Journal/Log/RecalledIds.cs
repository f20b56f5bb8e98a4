using Aios.Platform.Files;
using Aios.Platform.Threads;

namespace Aios.Journal.Log;

/// <summary>The ids that were stored lately. What a checkpoint kept the start from reading is read meanwhile; who asks too early waits.</summary>
internal sealed class RecalledIds : IDisposable
{
    private readonly RecentIds _ids;
    private readonly DedicatedThread? _thread;
    private Exception? _fault;
    private volatile bool _closed;

    /// <summary>Everything was read at the start.</summary>
    public RecalledIds(RecentIds ids) => _ids = ids;

    /// <param name="upTo">The records after this one were read at the start; their keys are in <paramref name="newer"/>.</param>
    public RecalledIds(DataFolder folder, long upTo, IReadOnlyList<(UInt128 Key, long Seq)> newer, DateTimeOffset now)
    {
        _ids = new RecentIds();
        _thread = DedicatedThread.Start("aios-recent-ids", () => Read(folder, upTo, newer, now), error => _fault = error);
    }

    /// <exception cref="IOException">They cannot be read.</exception>
    public RecentIds Value
    {
        get
        {
            _thread?.Join();
            return _fault is null ? _ids : throw new IOException("the ids of the last day cannot be read: " + _fault.Message, _fault);
        }
    }

    public void Dispose()
    {
        _closed = true;
        _thread?.Join();
    }

    private void Read(DataFolder folder, long upTo, IReadOnlyList<(UInt128 Key, long Seq)> newer, DateTimeOffset now)
    {
        var since = RecentIds.FirstDay(now);
        foreach (var day in LogDay.List(folder).Where(day => day.Day >= since))
        {
            using var scanner = day.Open(folder);
            while (!_closed && scanner is not null && scanner.Next())
                if (LogLine.TryParse(scanner.Current, out var line) && line.Seq <= upTo)
                    _ids.Add(RecentIds.KeyOf(line.Source, line.Id), line.Seq, now);
                else
                    break;
        }
        foreach (var (key, seq) in newer)
            _ids.Add(key, seq, now);
    }
}
