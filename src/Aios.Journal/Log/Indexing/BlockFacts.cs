using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aios.Journal.Log.Indexing;

/// <summary>What the index says about one block of a day: where it lies and what can be in it. Written to disk as it is, little-endian.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct BlockFacts
{
    /// <summary>Where it begins in the file of its tier.</summary>
    public long Offset;

    /// <summary>Its bytes in the file of its tier.</summary>
    public int Length;

    public int Records;
    public long FirstSeq;
    public long EarliestTime;
    public long LatestTime;

    /// <summary>The first characters of the last line's hash: an index of another file is found out by them.</summary>
    public ulong LastHash;

    /// <summary>Bit n: severity n is in it.</summary>
    public byte Severities;

    /// <summary>1: the day has more types than the index can name; any type may be in it.</summary>
    public byte AnyType;

    public SourceBits Sources;
    public TraceBits Traces;

    public readonly long LastSeq => FirstSeq + Records - 1;

    [InlineArray(32)]
    public struct SourceBits
    {
        private byte _first;
    }

    [InlineArray(256)]
    public struct TraceBits
    {
        private byte _first;
    }
}
