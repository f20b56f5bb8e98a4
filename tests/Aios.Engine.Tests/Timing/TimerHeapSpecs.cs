using Aios.Engine.Timing;

namespace Aios.Engine.Tests.Timing;

public class TimerHeapSpecs
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Entries_come_by_time_then_by_arrival_whatever_is_taken_out(int seed)
    {
        var random = new Random(seed);
        var heap = new TimerHeap();
        var entries = Enumerable
            .Range(0, 500)
            .Select(_ => new CallbackEntry(() => { }, null) { Due = TimeSpan.FromSeconds(random.Next(50)) })
            .ToList();
        entries.ForEach(heap.Add);
        var removed = entries.Where(_ => random.Next(3) == 0).ToHashSet();
        foreach (var entry in removed)
        {
            heap.Remove(entry);
            heap.Remove(entry);
        }
        var came = new List<TimerEntry>();
        while (heap.First is { } first)
        {
            came.Add(first);
            heap.Remove(first);
        }
        Assert.Equal(entries.Where(e => !removed.Contains((CallbackEntry)e)).OrderBy(e => e.Due).ThenBy(e => e.Order), came);
    }
}
