using System.Runtime.Serialization;
using Akka.Persistence;

namespace Aios.Engine.Cells.Persistence;

/// <summary>An event or snapshot as it is stored.</summary>
/// <param name="Manifest">What its serializer calls it.</param>
internal readonly record struct Encoded(int SerializerId, string Manifest, byte[] Payload)
{
    /// <exception cref="SerializationException">The type is bound to no serializer; or what that throws.</exception>
    public static Encoded Of(Akka.Serialization.Serialization serialization, object value)
    {
        var serializer = serialization.Find(value.GetType());
        return new Encoded(serializer.Identifier, serializer.Manifest(value), serializer.ToBinary(value));
    }

    /// <exception cref="SerializationException">Unknown identifier or manifest, or damaged.</exception>
    public object Decode(Akka.Serialization.Serialization serialization) => serialization.Deserialize(Payload, SerializerId, Manifest);
}

/// <summary>One row of a journal.</summary>
internal readonly record struct EventRow(string PersistenceId, long SequenceNr, long Timestamp, Encoded Event)
{
    /// <exception cref="SerializationException">It cannot be read; the text names it.</exception>
    public Persistent Decode(Akka.Serialization.Serialization serialization)
    {
        try
        {
            return new Persistent(Event.Decode(serialization), SequenceNr, PersistenceId, Event.Manifest, timestamp: Timestamp);
        }
        catch (SerializationException fault)
        {
            throw new SerializationException($"Event {SequenceNr} of {PersistenceId} cannot be read. {fault.Message}", fault);
        }
    }
}
