using Aios.Platform.Files;

namespace Aios.Journal.Metrics;

/// <summary>What every beat measured, 24 bytes each, in one file per day: added in memory, written out now and then, never synced.</summary>
public sealed class MetricHistory
{
    /// <summary>One hour of beats per second, and some minutes for a disk that fails.</summary>
    public const int DefaultCapacity = 4096;

    private const int SamplesPerRead = 8_192;

    private readonly Lock _flushing = new();
    private readonly DataFolder _folder;
    private readonly MetricRing _ring;
    private readonly byte[] _scratch;

    public MetricHistory(DataFolder folder, int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _folder = folder;
        _ring = new MetricRing(capacity);
        _scratch = new byte[capacity * MetricLayout.Size];
    }

    /// <summary>Samples that were given up because no flush succeeded in time.</summary>
    public long Lost => _ring.Lost;

    /// <summary>Takes a sample; allocates nothing and touches no disk.</summary>
    public void Add(in MetricSample sample) => _ring.Add(sample);

    /// <summary>Writes out what waits, without a sync.</summary>
    /// <exception cref="DataFolderException">The disk failed; what waits is kept for the next flush.</exception>
    public void Flush()
    {
        lock (_flushing)
        {
            var (count, upTo) = _ring.CopyTo(_scratch);
            var start = 0;
            while (start < count)
            {
                var day = DayAt(start);
                var end = start + 1;
                while (end < count && DayAt(end) == day)
                    end++;
                MetricFiles.Append(_folder, day, _scratch.AsSpan(start * MetricLayout.Size, (end - start) * MetricLayout.Size));
                _ring.Written(upTo - count + end);
                start = end;
            }
        }
    }

    /// <summary>Deletes the files of days before that one, but of the newest so many none; gives those days as <c>yyyy-MM-dd</c>.</summary>
    public static IReadOnlyList<string> Prune(DataFolder folder, DateOnly firstKept, int keptFiles)
    {
        var deleted = new List<string>();
        foreach (var (day, name) in MetricFiles.List(folder).SkipLast(keptFiles + 1))
            if (day < firstKept)
            {
                folder.Delete(name);
                deleted.Add(MetricFiles.TextOf(day));
            }
        return deleted;
    }

    /// <summary>The samples of a time range (seconds since the Unix epoch, both ends included) in the order of writing; what is no sample is left out.</summary>
    /// <exception cref="DataFolderException">A file is of another version.</exception>
    public static IEnumerable<MetricSample> Read(DataFolder folder, long from, long to)
    {
        foreach (var (day, name) in MetricFiles.List(folder))
        {
            if (day < MetricFiles.DayOf(from) || day > MetricFiles.DayOf(to) || folder.TryOpenRead(name) is not { } opened)
                continue;
            using var file = opened;
            if (file.Length < MetricLayout.Size)
                continue;
            MetricFiles.CheckHeader(file, new byte[MetricLayout.Size]);
            // Piece by piece: a day of beats at 100 ms has 20 MB.
            var piece = new byte[SamplesPerRead * MetricLayout.Size];
            for (long start = MetricLayout.Size; file.Read(piece, start) is >= MetricLayout.Size and var count; )
            {
                var end = count / MetricLayout.Size * MetricLayout.Size;
                for (var at = 0; at < end; at += MetricLayout.Size)
                    if (
                        MetricLayout.TryRead(piece.AsSpan(at, MetricLayout.Size), out var sample)
                        && sample.Time >= from
                        && sample.Time <= to
                    )
                        yield return sample;
                start += end;
            }
        }
    }

    private DateOnly DayAt(int index)
    {
        MetricLayout.TryRead(_scratch.AsSpan(index * MetricLayout.Size, MetricLayout.Size), out var sample);
        return MetricFiles.DayOf(sample.Time);
    }
}
