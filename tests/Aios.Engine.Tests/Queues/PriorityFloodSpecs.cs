using Aios.Engine.Queues;

namespace Aios.Engine.Tests.Queues;

/// <summary>A full mailbox with priorities sheds what can wait.</summary>
public sealed class PriorityFloodSpecs
{
    private const int Bound = 800;
    private readonly BandQueue<object> _queue = new(Bound, static message => (int)message, null);

    [Fact]
    public void A_flood_of_what_can_wait_does_not_shut_out_what_cannot()
    {
        Assert.Equal(Bound, Offer(3, 2 * Bound));
        Assert.Equal(1, Offer(0, 1));
        Assert.True(_queue.TryDequeue(out var first));
        Assert.Equal(0, first.Message);
    }

    [Fact]
    public void The_urgent_are_bounded_too()
    {
        Offer(3, 2 * Bound);
        Assert.Equal(Bound / 8, Offer(0, 2 * Bound));
        Assert.Equal(0, Offer(3, 1));
        Assert.Equal(Bound + Bound / 8, _queue.Count);
    }

    [Fact]
    public void Without_anything_less_urgent_the_bound_is_the_bound()
    {
        Assert.Equal(Bound, Offer(0, 2 * Bound));
        Assert.Equal(0, Offer(3, 2 * Bound));
    }

    [Fact]
    public void What_is_read_makes_room_for_all_again()
    {
        Offer(3, 2 * Bound);
        Offer(0, 2 * Bound);
        for (var i = 0; i < Bound / 2; i++)
            Assert.True(_queue.TryDequeue(out _));
        Assert.Equal(Bound / 2 - Bound / 8, Offer(3, 2 * Bound));
    }

    private int Offer(int priority, int times) => Enumerable.Range(0, times).Count(_ => _queue.TryEnqueue(priority, null));
}
