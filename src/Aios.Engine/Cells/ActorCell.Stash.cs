using Aios.Engine.Queues;
using Akka.Actor;

namespace Aios.Engine.Cells;

internal sealed partial class ActorCell
{
    private Envelope<IActorRef> _stashable;
    private StashOf? _stash;
    private Stack<Envelope<IActorRef>>? _unstashed;

    public bool HasUnstashed => _unstashed is { Count: > 0 };

    /// <summary>The next message: what was taken back from the stash goes first.</summary>
    public bool TryNext(out Envelope<IActorRef> envelope) =>
        _unstashed is { } first && first.TryPop(out envelope) || Mailbox.Queue.TryDequeue(out envelope);

    /// <summary>Messages set aside go back into the mailbox: before a new life begins, or as dead letters after the end.</summary>
    private void ReleaseStash() => _stash?.UnstashAll();

    /// <summary>The messages that an actor has set aside, in order; at most as many as its mailbox holds.</summary>
    private sealed class StashOf(ActorCell cell) : IStash
    {
        private readonly LinkedList<Envelope<IActorRef>> _aside = new();
        private readonly int _capacity = cell.SystemImpl.Mailboxes.StashCapacity;

        public int Count => _aside.Count;
        public int Capacity => _capacity;
        public bool IsEmpty => _aside.Count == 0;
        public bool NonEmpty => !IsEmpty;
        public bool IsFull => _aside.Count >= _capacity;

        public void Stash()
        {
            var current = cell._stashable;
            if (current.Message is null)
                throw new IllegalActorStateException(
                    $"{cell.Self} has no message to stash, or has stashed it already: Stash() goes once with each message."
                );
            if (IsFull)
                throw new StashOverflowException(
                    $"The stash of {cell.Self} is full: it holds {_capacity} messages (akka.actor.default-mailbox.stash-capacity)."
                );
            _aside.AddLast(current);
            cell._stashable = default;
        }

        public void Unstash()
        {
            if (_aside.First is not { } first)
                return;
            _aside.RemoveFirst();
            TakeBack(first.Value);
        }

        public void UnstashAll()
        {
            while (_aside.Last is { } last)
            {
                _aside.RemoveLast();
                TakeBack(last.Value);
            }
        }

        private void TakeBack(Envelope<IActorRef> envelope)
        {
            if (envelope.Message is Terminated terminated)
                (cell._watching ??= [])[terminated.ActorRef] = true;
            (cell._unstashed ??= []).Push(envelope);
        }
    }
}
