using System.Numerics;

namespace Aios.Engine.Queues;

/// <summary>
/// One FIFO per distinct priority, lowest number first. Which of them may hold something is a bit each, so that the next is found without a
/// heap and, up to 64 bands, in one step. A writer sets the bit after it wrote; the reader clears it after it looked in vain for long.
/// </summary>
internal sealed class Bands<TSender>(Band<TSender>[] all)
    where TSender : class
{
    public const int Word = 64;
    private const int FewEnough = 8;
    private readonly ulong[] _marked = AllMarked(all.Length);

    /// <summary>Lowest number first, empty ones included.</summary>
    public Band<TSender>[] All => all;

    /// <summary>Where the band of this priority is, or the complement of where it would be.</summary>
    public int Find(int priority)
    {
        var (low, high) = (0, all.Length - 1);
        if (high < FewEnough)
        {
            while (low <= high && all[low].Priority < priority)
                low++;
            return low <= high && all[low].Priority == priority ? low : ~low;
        }
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (all[middle].Priority == priority)
                return middle;
            if (all[middle].Priority < priority)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }

    /// <summary>Something was written to this band.</summary>
    public void Mark(int index)
    {
        ref var word = ref _marked[index / Word];
        if ((Volatile.Read(ref word) & 1ul << index) == 0)
            Interlocked.Or(ref word, 1ul << index);
    }

    /// <summary>The most urgent message. Reader only.</summary>
    public bool TryTake(out Envelope<TSender> envelope)
    {
        for (var word = 0; word < _marked.Length; word++)
        {
            for (var bits = Volatile.Read(ref _marked[word]); bits != 0; bits &= bits - 1)
            {
                var index = word * Word + BitOperations.TrailingZeroCount(bits);
                if (all[index].TryTake(out envelope, out var deserted))
                    return true;
                if (deserted)
                    Unmark(index);
            }
        }
        envelope = default;
        return false;
    }

    public bool HasMessages
    {
        get
        {
            for (var word = 0; word < _marked.Length; word++)
            {
                for (var bits = Volatile.Read(ref _marked[word]); bits != 0; bits &= bits - 1)
                {
                    if (all[word * Word + BitOperations.TrailingZeroCount(bits)].HasMessages)
                        return true;
                }
            }
            return false;
        }
    }

    /// <summary>A writer that saw the mark and set none has claimed its place before, so that it is seen here.</summary>
    private void Unmark(int index)
    {
        Interlocked.And(ref _marked[index / Word], ~(1ul << index));
        if (all[index].HasMessages)
            Mark(index);
    }

    private static ulong[] AllMarked(int bands)
    {
        var marked = new ulong[(bands + Word - 1) / Word];
        for (var index = 0; index < bands; index++)
            marked[index / Word] |= 1ul << index;
        return marked;
    }
}
