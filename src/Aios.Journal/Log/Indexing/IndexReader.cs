using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aios.Platform.Files;

namespace Aios.Journal.Log.Indexing;

/// <summary>Reads an index block by block through one buffer, up to the first frame that is not whole.</summary>
internal sealed class IndexReader : IDisposable
{
    private readonly DataFile _file;
    private readonly List<byte[]> _types = [];
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(IndexFile.MostFrameBytes * 2);
    private int _start;
    private int _end;
    private long _read;
    private int _idsAt;
    private BlockFacts _facts;

    private IndexReader(DataFile file) => _file = file;

    /// <summary>Bytes of the index that are whole.</summary>
    public long ValidLength { get; private set; }

    /// <summary>The block read last.</summary>
    public ref readonly BlockFacts Facts => ref _facts;

    /// <summary>Every type named so far in this day, by number.</summary>
    public IReadOnlyList<byte[]> Types => _types;

    /// <summary>Numbers of the types in the block read last.</summary>
    public ReadOnlySpan<ushort> TypeIds => MemoryMarshal.Cast<byte, ushort>(_buffer.AsSpan(_idsAt, _start - _idsAt));

    /// <summary>Null where there is no index.</summary>
    public static IndexReader? Open(DataFolder folder, LogDay day)
    {
        if (folder.TryOpenRead(IndexFile.NameOf(day)) is not { } file)
            return null;
        var reader = new IndexReader(file);
        reader.Fill();
        if (!reader._buffer.AsSpan(0, reader._end).StartsWith(IndexFile.Magic))
        {
            reader.Dispose();
            return null;
        }
        reader._start = IndexFile.Magic.Length;
        reader.ValidLength = reader._start;
        return reader;
    }

    public bool Next()
    {
        if (_end - _start < IndexFile.MostFrameBytes)
            Fill();
        var rest = _buffer.AsSpan(_start, _end - _start);
        if (rest.Length < IndexFile.FrameHeader)
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length is < 0 or > IndexFile.MostFrameBytes - IndexFile.FrameHeader || rest.Length < IndexFile.FrameHeader + length)
            return false;
        var body = rest.Slice(IndexFile.FrameHeader, length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) != IndexFile.Check(body) || !TryRead(body))
            return false;
        _idsAt = _start + IndexFile.FrameHeader + length - TypeIdBytes(body);
        _start += IndexFile.FrameHeader + length;
        ValidLength += IndexFile.FrameHeader + length;
        return true;
    }

    public void Dispose()
    {
        _file.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    /// <summary>After the facts: number of new types, each with its length before it; then the block's type numbers up to the end.</summary>
    private bool TryRead(ReadOnlySpan<byte> body)
    {
        var at = Unsafe.SizeOf<BlockFacts>();
        if (body.Length < at + 2)
            return false;
        _facts = MemoryMarshal.Read<BlockFacts>(body);
        int added = BinaryPrimitives.ReadUInt16LittleEndian(body[at..]);
        at += 2;
        for (var i = 0; i < added; i++)
        {
            _types.Add(body.Slice(at + 1, body[at]).ToArray());
            at += 1 + body[at];
        }
        return true;
    }

    private static int TypeIdBytes(ReadOnlySpan<byte> body)
    {
        var at = Unsafe.SizeOf<BlockFacts>();
        int added = BinaryPrimitives.ReadUInt16LittleEndian(body[at..]);
        at += 2;
        for (var i = 0; i < added; i++)
            at += 1 + body[at];
        return body.Length - at;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        while (_end < _buffer.Length && _file.Read(_buffer.AsSpan(_end), _read) is > 0 and var count)
        {
            _read += count;
            _end += count;
        }
    }
}
