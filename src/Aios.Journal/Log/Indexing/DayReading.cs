using System.Buffers.Binary;
using Aios.Platform.Files;

namespace Aios.Journal.Log.Indexing;

/// <summary>A part of a day in the file of its tier; it begins and ends between lines.</summary>
internal readonly record struct Extent(long Offset, long Length);

/// <summary>A day that is open to be read in parts: what its index rules out is not touched.</summary>
internal sealed class DayReading : IDisposable
{
    private readonly DataFolder _folder;
    private readonly DataFile _file;

    private DayReading(DataFolder folder, LogDay day, DataFile file) => (_folder, Day, _file) = (folder, day, file);

    public LogDay Day { get; }

    /// <summary>Null when the day has been deleted since it was listed.</summary>
    public static DayReading? Open(DataFolder folder, LogDay day)
    {
        if (day.IsPlain && folder.TryOpenRead(day.Name) is { } plain)
            return new DayReading(folder, day, plain);
        var archived = day with { IsPlain = false };
        return folder.TryOpenRead(archived.Name) is { } archive ? new DayReading(folder, archived, archive) : null;
    }

    public LineScanner Scan(Extent extent) =>
        new(
            Day.IsPlain
                ? new PlainBytes(_file, extent.Offset, extent.Length, isOwner: false)
                : new ArchiveBytes(_file, extent.Offset, extent.Length, isOwner: false)
        );

    /// <summary>The parts that can hold what is looked for, in order; the whole day where there is no index.</summary>
    /// <param name="isJoined">Neighbours become one part.</param>
    public IReadOnlyList<Extent> Plan(BlockFilter filter, bool isJoined)
    {
        var extents = new List<Extent>();
        var fits = new List<bool>();
        var end = ReadIndex(index =>
        {
            if (filter.MayHold(index, fits))
                Add(extents, new Extent(index.Facts.Offset, index.Facts.Length), isJoined);
        });
        if (end == 0)
            return [new Extent(0, long.MaxValue)];
        if (end < _file.Length)
            Add(extents, new Extent(end, long.MaxValue - end), isJoined);
        return extents;
    }

    /// <summary>How much of the day its index describes; 0 when there is none, or it is of another file.</summary>
    public long IndexedLength() => ReadIndex(_ => { });

    public void Dispose() => _file.Dispose();

    private long ReadIndex(Action<IndexReader> visit)
    {
        using var index = IndexReader.Open(_folder, Day);
        long end = 0;
        ulong lastHash = 0;
        while (index is not null && index.Next())
        {
            if (index.Facts.Offset != end)
                return 0;
            visit(index);
            (end, lastHash) = (end + index.Facts.Length, index.Facts.LastHash);
        }
        return end <= _file.Length && (!Day.IsPlain || end == 0 || EndsWith(end, lastHash)) ? end : 0;
    }

    /// <summary>The line that ends there has this hash: the index was made of this file.</summary>
    private bool EndsWith(long end, ulong lastHash)
    {
        Span<byte> tail = stackalloc byte[LineFormat.HashChars + LineFormat.End.Length + 1];
        return end >= tail.Length
            && _file.Read(tail, end - tail.Length) == tail.Length
            && tail[^1] == (byte)'\n'
            && BinaryPrimitives.ReadUInt64LittleEndian(tail) == lastHash;
    }

    private static void Add(List<Extent> extents, Extent next, bool isJoined)
    {
        if (isJoined && extents.Count > 0 && extents[^1] is var last && last.Offset + last.Length == next.Offset)
            extents[^1] = last with { Length = last.Length + next.Length };
        else
            extents.Add(next);
    }
}
