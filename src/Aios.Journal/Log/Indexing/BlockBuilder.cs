using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aios.Journal.Log.Indexing;

/// <summary>Gathers what the lines of a block hold, and writes it as one frame of the index.</summary>
internal sealed class BlockBuilder
{
    private const int MostTypes = 4096;

    private readonly Dictionary<ulong, ushort> _numbers = [];
    private readonly List<byte[]> _added = [];
    private readonly HashSet<ushort> _inBlock = [];
    private BlockFacts _facts;

    /// <summary>The types that earlier blocks of the day have named.</summary>
    public BlockBuilder(IEnumerable<byte[]> known)
    {
        foreach (var type in known)
            _numbers[Bloom.KeyOf(type)] = (ushort)_numbers.Count;
    }

    public int Records => _facts.Records;

    public void Add(in LogLine line)
    {
        if (_facts.Records++ == 0)
            (_facts.FirstSeq, _facts.EarliestTime, _facts.LatestTime) = (line.Seq, line.Timestamp, line.Timestamp);
        _facts.EarliestTime = Math.Min(_facts.EarliestTime, line.Timestamp);
        _facts.LatestTime = Math.Max(_facts.LatestTime, line.Timestamp);
        _facts.Severities |= (byte)(1 << (int)LineMaterial.SeverityOf(line.Severity));
        _facts.LastHash = BinaryPrimitives.ReadUInt64LittleEndian(line.Hash);
        Bloom.Add(_facts.Sources, Bloom.KeyOf(line.Source));
        if (!line.TraceId.IsEmpty)
            Bloom.Add(_facts.Traces, Bloom.KeyOf(line.TraceId));
        AddType(line.Type);
    }

    /// <summary>Appends the frame of a block and begins the next.</summary>
    public void Close(PooledBytes target, long offset, int length)
    {
        (_facts.Offset, _facts.Length) = (offset, length);
        var start = target.Length;
        target.Add(stackalloc byte[IndexFile.FrameHeader]);
        target.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<BlockFacts>(in _facts)));
        AddNumber(target, _added.Count);
        foreach (var type in _added)
        {
            target.Add([(byte)type.Length]);
            target.Add(type);
        }
        foreach (var number in _inBlock)
            AddNumber(target, number);
        var body = target.From(start + IndexFile.FrameHeader);
        BinaryPrimitives.WriteInt32LittleEndian(target.From(start), body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(target.From(start + 4), IndexFile.Check(body));
        _facts = default;
        _added.Clear();
        _inBlock.Clear();
    }

    private void AddType(ReadOnlySpan<byte> type)
    {
        var key = Bloom.KeyOf(type);
        if (!_numbers.TryGetValue(key, out var number))
        {
            if (_numbers.Count >= MostTypes)
            {
                _facts.AnyType = 1;
                return;
            }
            _numbers[key] = number = (ushort)_numbers.Count;
            _added.Add(type.ToArray());
        }
        _inBlock.Add(number);
    }

    private static void AddNumber(PooledBytes target, int number)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target.Room(2), (ushort)number);
        target.Length += 2;
    }
}
