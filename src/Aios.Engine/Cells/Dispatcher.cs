using Aios.Engine.Queues;
using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>Gives mailboxes a thread.</summary>
internal abstract class Dispatcher
{
    /// <summary>Messages that an actor may process before others get their turn.</summary>
    public virtual int Throughput => 64;

    public abstract void Schedule(Mailbox mailbox);

    /// <summary>The actor has ended.</summary>
    public virtual void Release() { }

    /// <summary>The queue of an actor that is about to begin.</summary>
    public virtual MessageQueue<IActorRef> Watched(MessageQueue<IActorRef> queue) => queue;
}

internal sealed class PoolDispatcher(int throughput) : Dispatcher
{
    public override int Throughput => throughput;

    public override void Schedule(Mailbox mailbox) => ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal: false);
}

/// <summary>One thread for one actor, for leaves that block.</summary>
internal sealed class PinnedDispatcher : Dispatcher
{
    private readonly SemaphoreSlim _work = new(0);
    private volatile Mailbox? _mailbox;
    private volatile bool _released;

    public PinnedDispatcher(string name)
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = name };
        thread.Start();
    }

    public override void Schedule(Mailbox mailbox)
    {
        _mailbox = mailbox;
        _work.Release();
    }

    public override void Release()
    {
        _released = true;
        _work.Release();
    }

    private void Loop()
    {
        while (true)
        {
            _work.Wait();
            Interlocked.Exchange(ref _mailbox, null)?.Execute();
            if (_released && _mailbox is null)
                return;
        }
    }
}
