namespace Aios.Engine.Queues;

/// <summary>The waiting messages of one priority in order of arrival. The queue that it belongs to says how many there may be.</summary>
internal sealed class Band<TSender>(int priority, BandQueue<TSender> queue) : ChunkQueue<TSender>(0)
    where TSender : class
{
    /// <summary>How often in a row the reader looks here in vain before it waits to be told.</summary>
    private const int Patience = 32;

    public int Priority => priority;

    /// <summary>Since when this band has had messages while others were served. Reader only.</summary>
    public TimeSpan? WaitsSince { get; set; }

    /// <summary>How many more messages it takes in without asking.</summary>
    public long Granted => Math.Max(0, Limit - Written);

    /// <param name="more">In messages.</param>
    public void Grant(long more) => Limit = Written + more;

    /// <summary>Reader only.</summary>
    /// <param name="deserted">Nothing has come for long.</param>
    public bool TryTake(out Envelope<TSender> envelope, out bool deserted)
    {
        var taken = TryDequeue(out envelope);
        Reading.InVain = taken ? 0 : Reading.InVain + 1;
        deserted = Reading.InVain > Patience;
        return taken;
    }

    public bool Close() => TryClose();

    protected override bool Extend() => queue.MakeRoom(this);
}
