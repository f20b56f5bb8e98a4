namespace Aios.Journal.Metrics;

/// <summary>Samples on their way to the file, in one array made at start. Adding allocates nothing and never waits for the disk.</summary>
internal sealed class MetricRing(int capacity)
{
    private readonly byte[] _bytes = new byte[capacity * MetricLayout.Size];
    private readonly Lock _gate = new();
    private long _first;
    private long _next;

    /// <summary>Samples that were overwritten before they could be written out.</summary>
    public long Lost { get; private set; }

    public void Add(in MetricSample sample)
    {
        lock (_gate)
        {
            if (_next - _first == capacity)
            {
                _first++;
                Lost++;
            }
            MetricLayout.Write(Slot(_next++), sample);
        }
    }

    /// <summary>Copies what waits; the second number is for <see cref="Written"/>.</summary>
    public (int Count, long UpTo) CopyTo(Span<byte> target)
    {
        lock (_gate)
        {
            var count = (int)(_next - _first);
            for (var i = 0; i < count; i++)
                Slot(_first + i).CopyTo(target[(i * MetricLayout.Size)..]);
            return (count, _next);
        }
    }

    /// <summary>What was copied is in the file and need not be kept.</summary>
    public void Written(long upTo)
    {
        lock (_gate)
            _first = Math.Max(_first, upTo);
    }

    private Span<byte> Slot(long position) => _bytes.AsSpan((int)(position % capacity) * MetricLayout.Size, MetricLayout.Size);
}
