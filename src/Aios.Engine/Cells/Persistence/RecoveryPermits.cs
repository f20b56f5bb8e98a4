using Akka.Persistence;

namespace Aios.Engine.Cells.Persistence;

/// <summary>Lets only so many actors recover at once, in the order they asked, so that a start of many does not exhaust the store.</summary>
internal sealed class RecoveryPermits(int most)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Eventsourced> _holders = [];
    private readonly LinkedList<Eventsourced> _waiting = new();
    private readonly Dictionary<Eventsourced, LinkedListNode<Eventsourced>> _places = [];

    /// <summary>The permit comes as a signal.</summary>
    public void Ask(Eventsourced actor)
    {
        lock (_lock)
        {
            if (_holders.Count >= most)
            {
                _places.Add(actor, _waiting.AddLast(actor));
                return;
            }
            _holders.Add(actor);
        }
        actor.Permitted();
    }

    /// <summary>Of an actor that has recovered, or that has ended whether or not it got its permit.</summary>
    public void Return(Eventsourced actor)
    {
        Eventsourced next;
        lock (_lock)
        {
            if (_places.Remove(actor, out var place))
                _waiting.Remove(place);
            if (!_holders.Remove(actor) || _waiting.First is null)
                return;
            next = _waiting.First.Value;
            _waiting.RemoveFirst();
            _places.Remove(next);
            _holders.Add(next);
        }
        next.Permitted();
    }
}
