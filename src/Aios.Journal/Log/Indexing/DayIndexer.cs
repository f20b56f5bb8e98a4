using Aios.Platform.Files;

namespace Aios.Journal.Log.Indexing;

/// <summary>Makes the index of a day, or goes on with it.</summary>
internal static class DayIndexer
{
    /// <summary>
    /// Indexes a plain day up to a length, which must end a line; a stale or torn index is made anew from where it is still good. The
    /// blocks have 64 KiB; of a day that is not closed the last lines, short of a block, are left for later.
    /// </summary>
    public static void CatchUp(DataFolder folder, LogDay day, long upTo, Func<bool> stop)
    {
        using var source = folder.TryOpenRead(day.Name);
        if (source is null)
            return;
        var (types, end, indexLength) = Known(folder, day);
        if (upTo - end < ArchiveFile.BlockBytes)
            return;
        using var index = folder.OpenAppend(IndexFile.NameOf(day));
        using var frames = new PooledBytes(64 * 1024);
        if (indexLength == 0)
            frames.Add(IndexFile.Magic);
        index.Truncate(indexLength);
        using var scanner = new LineScanner(new PlainBytes(source, end, upTo - end, isOwner: false));
        var builder = new BlockBuilder(types);
        long start = 0;
        while (!stop() && scanner.Next())
        {
            Add(day, builder, scanner);
            if (scanner.Offset - start < ArchiveFile.BlockBytes)
                continue;
            builder.Close(frames, end + start, (int)(scanner.Offset - start));
            start = scanner.Offset;
            if (frames.Length > 32 * 1024)
                indexLength = Write(index, frames, indexLength);
        }
        Write(index, frames, indexLength);
    }

    /// <summary>Indexes an archive anew, member by member. Archives that are not ours, or whose lengths are damaged, stay without.</summary>
    public static void Rebuild(DataFolder folder, LogDay day)
    {
        using var source = folder.OpenRead(day.Name);
        using var frames = new PooledBytes(64 * 1024);
        frames.Add(IndexFile.Magic);
        var builder = new BlockBuilder([]);
        Span<byte> header = stackalloc byte[ArchiveFile.MemberHeader];
        for (long at = 0; at < source.Length; )
        {
            var read = source.Read(header, at);
            if (ArchiveFile.MemberLength(header[..read]) is not { } length || length < header.Length || length > source.Length - at)
                return;
            using (var scanner = new LineScanner(new ArchiveBytes(source, at, length, isOwner: false)))
                while (scanner.Next())
                    Add(day, builder, scanner);
            builder.Close(frames, at, length);
            at += length;
        }
        folder.Replace(IndexFile.NameOf(day), frames.Written);
    }

    private static void Add(LogDay day, BlockBuilder builder, LineScanner scanner)
    {
        if (!LogLine.TryParse(scanner.Current, out var line))
            throw new LogCorruptException(
                new LogFault(day.Name, scanner.Line, 0, "the form", "a line of the event log, version 1", "something else")
            );
        builder.Add(line);
    }

    private static (IReadOnlyList<byte[]> Types, long End, long IndexLength) Known(DataFolder folder, LogDay day)
    {
        using var index = IndexReader.Open(folder, day);
        using var reading = DayReading.Open(folder, day);
        if (index is null || reading is null || reading.IndexedLength() is 0)
            return ([], 0, 0);
        long end = 0;
        while (index.Next())
            end = index.Facts.Offset + index.Facts.Length;
        return (index.Types, end, index.ValidLength);
    }

    private static long Write(DataFile index, PooledBytes frames, long offset)
    {
        index.Write(frames.Written, offset);
        offset += frames.Length;
        frames.Length = 0;
        return offset;
    }
}
