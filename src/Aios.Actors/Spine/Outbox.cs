using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Spine;

/// <summary>What a persistent actor's facts have to say to the event log: said after they are on disk, and again until the log has it.</summary>
/// <param name="life">As <see cref="Shell.Life"/>: facts are numbered from 1 again when the database was lost, and an id is said only once.</param>
internal sealed class Outbox(IActorRef journal, long life)
{
    /// <summary>
    /// Events in one append. After a long outage there are thousands: an append with as many would be too much for the queue of the log, each
    /// time, for ever.
    /// </summary>
    public const int MostAtOnce = 500;

    private readonly SortedDictionary<long, Event> _waiting = [];
    private bool _isSaying;

    public bool IsEmpty => _waiting.Count == 0;

    public void Add(long seq, string persistenceId, Event? fact)
    {
        if (fact is not null)
            _waiting[seq] = fact with
            {
                Id = new EventId(life == 0 ? $"{persistenceId}#{seq}" : $"{persistenceId}.{life}#{seq}"),
                HasSuppliedId = true,
            };
    }

    /// <summary>Says the oldest; the rest follows when the log has confirmed them.</summary>
    public void Say(IActorRef self)
    {
        if (_isSaying || IsEmpty)
            return;
        _isSaying = true;
        var (upTo, facts) = (0L, new List<Event>());
        foreach (var (seq, fact) in _waiting.Take(MostAtOnce))
        {
            facts.Add(fact);
            upTo = seq;
        }
        journal.Tell(new JournalProtocol.Append(facts, upTo), self);
    }

    /// <summary>The log answered; what it did not take is said again.</summary>
    public void Answered() => _isSaying = false;

    public void Confirm(long upTo)
    {
        foreach (var seq in _waiting.Keys.Where(seq => seq <= upTo).ToArray())
            _waiting.Remove(seq);
    }
}
