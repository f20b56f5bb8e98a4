using Aios.Engine.Queues;

namespace Aios.Engine.Tests.Queues;

/// <summary>The order of a queue with priorities, against a list that is searched.</summary>
public sealed class BandQueueSpecs
{
    private static BandQueue<object> Make(int bound = int.MaxValue) =>
        new(bound, static message => ((int, int))message is var (p, _) ? p : 0, null);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void The_most_urgent_goes_first_and_equals_in_order_however_writes_and_reads_mix(int priorities)
    {
        var (queue, random, model) = (Make(), new Random(priorities), new List<(int Priority, int Number)>());
        for (var number = 0; number < 20_000; number++)
        {
            for (var burst = random.Next(4) == 0 ? random.Next(200) : 1; burst > 0; burst--)
            {
                var message = (random.Next(priorities) - priorities / 2, number++);
                model.Add(message);
                queue.TryEnqueue(message, null);
            }
            for (var reads = random.Next(4) == 0 ? random.Next(200) : 1; reads > 0 && model.Count > 0; reads--)
            {
                var expected = model.MinBy(message => message.Priority);
                model.Remove(expected);
                Assert.True(queue.TryDequeue(out var got));
                Assert.Equal(expected, got.Message);
            }
            Assert.Equal(model.Count, queue.Count);
            Assert.Equal(model.Count > 0, queue.HasMessages);
        }
    }

    [Fact]
    public void The_sender_comes_along()
    {
        var queue = Make();
        queue.TryEnqueue((2, 0), "second");
        queue.TryEnqueue((1, 0), "first");
        queue.TryDequeue(out var first);
        queue.TryDequeue(out var second);
        Assert.Equal(("first", "second"), (first.Sender, second.Sender));
    }

    [Fact]
    public void Many_writers_lose_nothing_and_keep_their_own_order_within_a_priority()
    {
        const int writers = 4;
        const int each = 50_000;
        var queue = new BandQueue<object>(
            int.MaxValue,
            static message => ((int Writer, int Number))message is var m ? m.Number % 3 : 0,
            null
        );
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
        var last = new int[writers, 3];
        for (var left = writers * each; left > 0; )
        {
            if (!queue.TryDequeue(out var envelope))
                continue;
            var (writer, number) = ((int, int))envelope.Message;
            Assert.True(number >= last[writer, number % 3], "out of order");
            last[writer, number % 3] = number + 3;
            left--;
        }
        Assert.False(queue.HasMessages);
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void What_waits_is_counted_per_priority_whether_the_reader_has_sorted_it_or_not()
    {
        var queue = Make();
        for (var i = 0; i < 30; i++)
            queue.TryEnqueue((i % 3, i), null);
        Assert.Equal([(0, 10L), (1, 10L), (2, 10L)], queue.Bands);
        queue.TryDequeue(out _);
        queue.TryEnqueue((1, 30), null);
        queue.TryEnqueue((7, 31), null);
        Assert.Equal([(0, 9L), (1, 11L), (2, 10L), (7, 1L)], queue.Bands);
    }

    [Fact]
    public void Only_what_is_less_urgent_and_still_waits_lets_a_message_in_beyond_the_bound()
    {
        var queue = Make(80);
        for (var i = 0; i < 80; i++)
            queue.TryEnqueue((i == 0 ? 9 : 1, i), null);
        Assert.True(queue.TryEnqueue((5, 80), null));
        Assert.False(queue.TryEnqueue((9, 81), null));
        for (var i = 0; i < 81; i++)
            queue.TryDequeue(out _);
        for (var i = 0; i < 80; i++)
            queue.TryEnqueue((1, i), null);
        Assert.False(queue.TryEnqueue((5, 82), null));
        Assert.True(queue.TryEnqueue((0, 83), null));
    }

    [Fact]
    public void Writers_who_use_ever_new_priorities_lose_nothing_and_leave_no_band_behind_for_each()
    {
        const int writers = 3;
        const int each = 20_000;
        var queue = Make();
        var threads = Enumerable
            .Range(0, writers)
            .Select(w => new Thread(() =>
            {
                for (var i = 0; i < each; i++)
                    queue.TryEnqueue((i / 5, w * each + i), null);
            }))
            .ToArray();
        foreach (var thread in threads)
            thread.Start();
        var seen = new HashSet<int>();
        while (seen.Count < writers * each)
        {
            if (queue.TryDequeue(out var envelope))
                Assert.True(seen.Add((((int, int Number))envelope.Message).Number), "came twice");
            else if (!queue.HasMessages)
                Thread.Yield();
        }
        Assert.Equal((0, false), (queue.Count, queue.HasMessages));
        for (var priority = 0; priority < 1_000; priority++)
        {
            queue.TryEnqueue((-priority, 0), null);
            queue.TryDequeue(out _);
        }
        Assert.InRange(queue.Bands.Count, 1, 64);
    }

    [Fact]
    public void All_priorities_together_get_exactly_the_bound()
    {
        const int bound = 100;
        var (queue, random, waiting, full) = (Make(bound), new Random(1), 0, 0);
        for (var i = 0; i < 50_000; i++)
        {
            if (random.Next(100) < 52)
            {
                var room = waiting < bound;
                Assert.Equal(room, queue.TryEnqueue((room ? random.Next(9) : 9, i), null));
                (waiting, full) = room ? (waiting + 1, full) : (waiting, full + 1);
            }
            else if (queue.TryDequeue(out _))
                waiting--;
            Assert.Equal(waiting, queue.Count);
        }
        Assert.True(full > 1_000, $"it was full only {full} times");
    }
}
