using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns objects into bytes and back.</summary>
public abstract class Serializer
{
    [SuppressMessage("Style", "IDE1006", Justification = "The public name")]
    protected readonly ExtendedActorSystem system;
    private int? _identifier;

    protected Serializer(ExtendedActorSystem system) => this.system = system;

    /// <summary>
    /// Written with the bytes, so it never changes. Unless overridden taken from <c>akka.actor.serialization-identifiers</c>. 0 to 40 are the
    /// engine's own.
    /// </summary>
    public virtual int Identifier => _identifier ??= Serialization.IdentifierOf(system, GetType());

    public abstract bool IncludeManifest { get; }

    public abstract byte[] ToBinary(object obj);

    public abstract object FromBinary(byte[] bytes, Type type);
}

/// <summary>
/// Names what it writes itself: a manifest outlives the renaming of types, and nothing read from disk decides which type is made. Named in
/// <c>akka.actor.serializers</c>, with a constructor (<see cref="ExtendedActorSystem"/>) or none.
/// </summary>
public abstract class SerializerWithStringManifest : Serializer
{
    protected SerializerWithStringManifest(ExtendedActorSystem system)
        : base(system) { }

    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type type) =>
        throw new NotSupportedException($"{GetType().Name} reads by manifest, not by type.");

    /// <summary>Throws for a manifest it does not know.</summary>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>What the object is called in what is written.</summary>
    public abstract string Manifest(object o);
}
