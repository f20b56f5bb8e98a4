using Aios.Engine.Queues;

namespace Aios.Engine.Tests.Queues;

/// <summary>The bound is kept while both sides run.</summary>
public sealed class BoundUnderLoadSpecs
{
    private const int Bound = 600;

    [Fact]
    public void A_writer_that_stays_below_the_bound_is_never_refused()
    {
        var queue = new ChunkQueue<object>(Bound);
        var message = new object();
        var written = 0L;
        var read = 0L;
        var refused = 0L;
        var reader = new Thread(() =>
        {
            while (Volatile.Read(ref read) < 2_000_000)
            {
                if (queue.TryDequeue(out _))
                    Volatile.Write(ref read, read + 1);
            }
        });
        reader.Start();
        while (written < 2_000_000)
        {
            if (written - Volatile.Read(ref read) >= Bound)
                continue;
            written++;
            if (queue.TryEnqueue(message, null))
                continue;
            refused++;
            while (!queue.TryEnqueue(message, null))
                Thread.Yield();
        }
        reader.Join();
        Assert.Equal(0, refused);
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Exactly_the_bound_fits_when_nobody_reads()
    {
        var queue = new ChunkQueue<object>(Bound);
        Assert.Equal(Bound, Enumerable.Range(0, 2 * Bound).Count(i => queue.TryEnqueue(i, null)));
        Assert.True(queue.TryEnqueue("the engine's own", null, force: true));
        Assert.Equal(Bound + 1, queue.Count);
    }

    [Fact]
    public void Many_writers_lose_nothing_and_keep_their_own_order()
    {
        const int writers = 4;
        const int each = 100_000;
        var queue = new ChunkQueue<object>(int.MaxValue);
        var threads = Enumerable
            .Range(0, writers)
            .Select(w => new Thread(() =>
            {
                for (var i = 0; i < each; i++)
                    queue.TryEnqueue((w, i), null);
            }))
            .ToArray();
        foreach (var thread in threads)
            thread.Start();
        var next = new int[writers];
        for (var left = writers * each; left > 0; )
        {
            if (!queue.TryDequeue(out var envelope))
                continue;
            var (writer, number) = ((int, int))envelope.Message;
            Assert.Equal(next[writer]++, number);
            left--;
        }
        Assert.False(queue.HasMessages);
    }
}
