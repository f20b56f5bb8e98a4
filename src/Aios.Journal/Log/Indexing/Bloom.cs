namespace Aios.Journal.Log.Indexing;

/// <summary>A Bloom filter of four bits per key over a run of bytes: it may say yes wrongly (under 1 % at 150 keys in 256 bytes), never no.</summary>
internal static class Bloom
{
    private const int Probes = 4;

    /// <summary>FNV-1a of 64 bits, its bits mixed once more.</summary>
    public static ulong KeyOf(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in bytes)
            hash = (hash ^ b) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        return hash ^ (hash >> 33);
    }

    public static void Add(Span<byte> bits, ulong key)
    {
        for (uint i = 0; i < Probes; i++)
        {
            var at = At(bits.Length, key, i);
            bits[at >> 3] |= (byte)(1 << (at & 7));
        }
    }

    public static bool MayHold(ReadOnlySpan<byte> bits, ulong key)
    {
        for (uint i = 0; i < Probes; i++)
        {
            var at = At(bits.Length, key, i);
            if ((bits[at >> 3] & (1 << (at & 7))) == 0)
                return false;
        }
        return true;
    }

    private static int At(int bytes, ulong key, uint probe) => (int)(((uint)key + probe * ((uint)(key >> 32) | 1)) % (uint)(bytes * 8));
}
