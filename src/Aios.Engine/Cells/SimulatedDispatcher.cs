using Aios.Engine.Queues;
using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>No thread of its own: turns of one message each, given by a simulation.</summary>
internal sealed class SimulatedDispatcher(ITurns turns) : Dispatcher
{
    public override int Throughput => 1;

    public override void Schedule(Mailbox mailbox) => turns.Ready(mailbox);

    public override MessageQueue<IActorRef> Watched(MessageQueue<IActorRef> queue) => new SeenQueue(queue, turns);

    /// <summary>Tells of every message that is taken out.</summary>
    private sealed class SeenQueue(MessageQueue<IActorRef> queue, ITurns turns) : MessageQueue<IActorRef>
    {
        public override bool HasMessages => queue.HasMessages;

        public override long Count => queue.Count;

        public override IReadOnlyList<(int Priority, long Count)> Bands => queue.Bands;

        public override bool TryEnqueue(object message, IActorRef? sender, bool force = false) => queue.TryEnqueue(message, sender, force);

        public override bool TryDequeue(out Envelope<IActorRef> envelope)
        {
            if (!queue.TryDequeue(out envelope))
                return false;
            turns.Saw(envelope.Message);
            return true;
        }
    }
}
