using Akka.Actor;

namespace Akka.Persistence;

/// <summary>An event with what a journal needs to know of it.</summary>
public interface IPersistentRepresentation
{
    object Payload { get; }

    /// <summary>Of the payload, as its serializer calls it; empty before it was written.</summary>
    string Manifest { get; }
    string PersistenceId { get; }

    /// <summary>From 1 on, without gaps unless a write was rejected.</summary>
    long SequenceNr { get; }

    /// <summary>In ticks, UTC.</summary>
    long Timestamp { get; }

    /// <summary>Tells one life of the writer from the next.</summary>
    string WriterGuid { get; }
    bool IsDeleted { get; }
    IActorRef? Sender { get; }
}

public class Persistent : IPersistentRepresentation
{
    public static readonly string Undefined = "";

    public Persistent(
        object payload,
        long sequenceNr = 0,
        string? persistenceId = null,
        string? manifest = null,
        bool isDeleted = false,
        IActorRef? sender = null,
        string? writerGuid = null,
        long timestamp = 0
    )
    {
        Payload = payload;
        SequenceNr = sequenceNr;
        PersistenceId = persistenceId ?? Undefined;
        Manifest = manifest ?? Undefined;
        IsDeleted = isDeleted;
        Sender = sender;
        WriterGuid = writerGuid ?? Undefined;
        Timestamp = timestamp;
    }

    public object Payload { get; }
    public string Manifest { get; }
    public string PersistenceId { get; }
    public long SequenceNr { get; }
    public long Timestamp { get; }
    public string WriterGuid { get; }
    public bool IsDeleted { get; }
    public IActorRef? Sender { get; }
}
