using System.Collections.Concurrent;
using System.Runtime.Serialization;
using Aios.Engine.Cells;
using Aios.Engine.Cells.Serialization;
using Aios.Platform.Hocon;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>The serializers of a system: <c>akka.actor.serializers</c> by name, <c>akka.actor.serialization-bindings</c> by type.</summary>
public class Serialization
{
    private const string Names = "akka.actor.serializers";
    private const string Bindings = "akka.actor.serialization-bindings";
    private const string Identifiers = "akka.actor.serialization-identifiers";
    private readonly Dictionary<int, SerializerWithStringManifest> _byId = [];
    private readonly List<(Type Type, SerializerWithStringManifest Serializer)> _bindings = [];
    private readonly ConcurrentDictionary<Type, SerializerWithStringManifest> _found = new();

    internal Serialization(ExtendedActorSystem system)
    {
        Add(new PrimitiveSerializers(system));
        foreach (var type in PrimitiveSerializers.Types)
            _bindings.Add((type, _byId.Values.First()));
        var config = system.Settings.Config;
        var byName = Section(config, Names).ToDictionary(pair => pair.Name, pair => Make(system, pair.Text, $"{Names}.{pair.Name}"));
        foreach (var (type, name) in Section(config, Bindings))
        {
            if (!byName.TryGetValue(name, out var serializer))
                throw new ConfigurationException(
                    $"{Bindings}.\"{type}\" is '{name}', which {Names} does not name; there are: {string.Join(", ", byName.Keys)}."
                );
            _bindings.Add((TypeNames.Find(type, $"{Bindings}.\"{type}\""), serializer));
        }
    }

    /// <summary>The one bound to the type of the object, or to the nearest of its base types and interfaces.</summary>
    /// <exception cref="SerializationException">None is.</exception>
    public Serializer FindSerializerFor(object obj) => FindSerializerForType(obj.GetType());

    /// <inheritdoc cref="FindSerializerFor" />
    public Serializer FindSerializerForType(Type objectType) => Find(objectType);

    /// <exception cref="SerializationException">No serializer has this identifier, or it cannot read the bytes.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        if (!_byId.TryGetValue(serializerId, out var serializer))
            throw new SerializationException(
                $"No serializer has the identifier {serializerId} (manifest '{manifest}'); there are: "
                    + $"{string.Join(", ", _byId.Select(s => $"{s.Key} {s.Value.GetType().Name}"))}. Name the one that wrote it in {Names}."
            );
        try
        {
            return serializer.FromBinary(bytes, manifest);
        }
        catch (Exception fault)
        {
            throw new SerializationException(
                $"{serializer.GetType().Name} ({serializerId}) cannot read {bytes.Length} bytes of manifest '{manifest}': {fault.Message}",
                fault
            );
        }
    }

    internal static int IdentifierOf(ActorSystem system, Type serializer)
    {
        foreach (var (type, id) in Section(system.Settings.Config, Identifiers))
        {
            if (Type.GetType(type, throwOnError: false) == serializer)
                return int.TryParse(id, out var number)
                    ? number
                    : throw new ConfigurationException($"{Identifiers}.\"{type}\" is '{id}'; it must be a whole number.");
        }
        throw new ConfigurationException(
            $"{serializer.FullName} has no identifier: override Identifier, or set it in {Identifiers} to a number above 40."
        );
    }

    internal SerializerWithStringManifest Find(Type type) => _found.GetOrAdd(type, Nearest);

    private SerializerWithStringManifest Nearest(Type type)
    {
        var fitting = _bindings.Where(b => b.Type.IsAssignableFrom(type)).ToList();
        var nearest = fitting.FirstOrDefault(b => !fitting.Any(other => other.Type != b.Type && b.Type.IsAssignableFrom(other.Type)));
        return nearest.Serializer
            ?? throw new SerializationException(
                $"{type.FullName} is bound to no serializer: name it, or a type it derives from, in {Bindings}."
            );
    }

    private SerializerWithStringManifest Make(ExtendedActorSystem system, string type, string key)
    {
        var found = TypeNames.Find<SerializerWithStringManifest>(type, key);
        var wantsSystem = found.GetConstructor([typeof(ExtendedActorSystem)]) is not null;
        return Add(TypeNames.New<SerializerWithStringManifest>(type, key, wantsSystem ? [system] : []));
    }

    private SerializerWithStringManifest Add(SerializerWithStringManifest serializer)
    {
        if (!_byId.TryAdd(serializer.Identifier, serializer))
            throw new ConfigurationException(
                $"{serializer.GetType().FullName} and {_byId[serializer.Identifier].GetType().FullName} have the same identifier {serializer.Identifier}; each needs its own."
            );
        return serializer;
    }

    private static IEnumerable<(string Name, string Text)> Section(Config config, string path) =>
        (config.GetConfig(path)?.Tree.Members ?? new Dictionary<string, HoconNode>()).Select(member =>
            member.Value is HoconScalar text
                ? (member.Key, text.Text)
                : throw new ConfigurationException(
                    $"{member.Value.Origin}: {path}.\"{member.Key}\" is {member.Value.Kind}; it must be a text."
                )
        );
}
