namespace Aios.Engine.Queues;

/// <summary>Many writers, one reader. Never blocks a writer: what does not fit is refused.</summary>
internal abstract class MessageQueue<TSender>
    where TSender : class
{
    /// <summary>False when the bound is reached. A full fence stands between the claim of a place and the return.</summary>
    /// <param name="message">What is sent; never null.</param>
    /// <param name="sender">Who sends it.</param>
    /// <param name="force">Goes in over the bound: for the engine's own messages that must not be lost.</param>
    public abstract bool TryEnqueue(object message, TSender? sender, bool force = false);

    /// <summary>Reader only. May return false while a writer that has claimed a place is still filling it.</summary>
    public abstract bool TryDequeue(out Envelope<TSender> envelope);

    /// <summary>True as soon as a place is claimed, even before it is filled.</summary>
    public abstract bool HasMessages { get; }

    /// <summary>Messages waiting; a snapshot that may be off by what is moving.</summary>
    public abstract long Count { get; }

    /// <summary>Waiting messages per priority; one entry when there are no bands.</summary>
    public virtual IReadOnlyList<(int Priority, long Count)> Bands => [(0, Count)];
}
