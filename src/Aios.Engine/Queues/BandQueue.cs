namespace Aios.Engine.Queues;

/// <summary>The lowest number goes first, equal numbers in order of arrival. Writers put each message into its own band; all share one bound.</summary>
/// <param name="bound">In messages.</param>
/// <param name="priority">Asked by the writer.</param>
/// <param name="ageing">Null: what can wait may wait for ever.</param>
internal sealed class BandQueue<TSender>(int bound, Func<object, int> priority, Ageing? ageing) : MessageQueue<TSender>
    where TSender : class
{
    private readonly Lock _lock = new();
    private Bands<TSender> _bands = new([]);

    public override bool HasMessages => Volatile.Read(ref _bands).HasMessages;

    public override long Count => Volatile.Read(ref _bands).All.Sum(static band => band.Count);

    public override IReadOnlyList<(int Priority, long Count)> Bands =>
        [.. Volatile.Read(ref _bands).All.Select(static band => (band.Priority, band.Count))];

    public override bool TryEnqueue(object message, TSender? sender, bool force = false)
    {
        var number = priority(message);
        while (true)
        {
            var bands = Volatile.Read(ref _bands);
            var index = bands.Find(number);
            if (index < 0)
            {
                Insert(number);
                continue;
            }
            var band = bands.All[index];
            if (band.TryEnqueue(message, sender, force))
            {
                bands.Mark(index);
                if (!ReferenceEquals(bands, Volatile.Read(ref _bands)))
                    MarkAgain(number);
                return true;
            }
            if (!band.IsClosed)
                return false;
        }
    }

    public override bool TryDequeue(out Envelope<TSender> envelope)
    {
        var bands = Volatile.Read(ref _bands);
        return ageing?.Overdue(bands.All) is { } band && band.TryDequeue(out envelope) || bands.TryTake(out envelope);
    }

    /// <summary>
    /// Lets a band go on when it has used up what it was granted. An eighth beyond the bound is for what is more urgent than something that
    /// waits: a flood of what can wait shuts nobody out.
    /// </summary>
    public bool MakeRoom(Band<TSender> asking)
    {
        lock (_lock)
        {
            var (waiting, granted, overtakes) = (0L, 0L, false);
            foreach (var band in _bands.All)
            {
                var count = band.Count;
                waiting += count;
                granted += ReferenceEquals(band, asking) ? 0 : band.Granted;
                overtakes |= count > 0 && band.Priority > asking.Priority;
            }
            var room = bound - waiting;
            if (room <= 0)
                return overtakes && waiting < bound + (long)bound / 8;
            var share = Math.Max(1, room / (_bands.All.Length + 1));
            if (share > room - granted)
            {
                foreach (var band in _bands.All)
                    band.Grant(0);
            }
            asking.Grant(share);
            return true;
        }
    }

    /// <summary>The reader may look at other bands by now than those that were marked.</summary>
    private void MarkAgain(int number)
    {
        lock (_lock)
        {
            if (_bands.Find(number) is var index and >= 0)
                _bands.Mark(index);
        }
    }

    /// <summary>With many bands those that are empty go, so that priorities which never come again are not kept for ever.</summary>
    private void Insert(int number)
    {
        lock (_lock)
        {
            var present = _bands.All;
            if (_bands.Find(number) >= 0)
                return;
            var kept =
                present.Length > 0 && present.Length % Bands<TSender>.Word == 0 ? present.Where(static band => !band.Close()) : present;
            Volatile.Write(
                ref _bands,
                new Bands<TSender>([.. kept.Append(new Band<TSender>(number, this)).OrderBy(static band => band.Priority)])
            );
        }
    }
}
