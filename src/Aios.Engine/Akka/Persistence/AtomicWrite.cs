using System.Collections.Immutable;

namespace Akka.Persistence;

/// <summary>Events of one actor that are stored together or not at all.</summary>
public sealed class AtomicWrite
{
    public AtomicWrite(IPersistentRepresentation @event)
        : this(ImmutableArray.Create(@event)) { }

    public AtomicWrite(IImmutableList<IPersistentRepresentation> payload)
    {
        if (payload.Count == 0)
            throw new ArgumentException("An atomic write holds at least one event.", nameof(payload));
        Payload = payload;
    }

    /// <summary>In order of their sequence numbers.</summary>
    public IImmutableList<IPersistentRepresentation> Payload { get; }
    public string PersistenceId => Payload[0].PersistenceId;
    public long LowestSequenceNr => Payload[0].SequenceNr;
    public long HighestSequenceNr => Payload[^1].SequenceNr;
    public int Size => Payload.Count;
}
