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
    // A monitor does not spin before it sleeps: such an actor mostly waits.
    private readonly object _gate = new();
    private Mailbox? _mailbox;
    private bool _released;

    public PinnedDispatcher(string name)
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = name };
        thread.Start();
    }

    public override void Schedule(Mailbox mailbox)
    {
        lock (_gate)
        {
            _mailbox = mailbox;
            Monitor.Pulse(_gate);
        }
    }

    public override void Release()
    {
        lock (_gate)
        {
            _released = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Loop()
    {
        while (Next() is { } mailbox)
            mailbox.Execute();
    }

    private Mailbox? Next()
    {
        lock (_gate)
        {
            while (_mailbox is null && !_released)
                Monitor.Wait(_gate);
            var next = _mailbox;
            _mailbox = null;
            return next;
        }
    }
}
