using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Aios.Engine.Tests.Serialization;

public sealed class SerializationSpecs
{
    private const string Here = "Aios.Engine.Tests.Serialization.SerializationSpecs";

    public interface IShape;

    public record Circle : IShape;

    public sealed record SmallCircle : Circle;

    public abstract class Named(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override byte[] ToBinary(object obj) => [];

        public override object FromBinary(byte[] bytes, string manifest) => manifest;

        public override string Manifest(object o) => GetType().Name;
    }

    public sealed class Shapes(ExtendedActorSystem system) : Named(system)
    {
        public override int Identifier => 101;
    }

    public sealed class Circles(ExtendedActorSystem system) : Named(system);

    private static T With<T>(string more, Func<ActorSystem, T> use)
    {
        using var system = ActorSystem.Create(
            "specs",
            ConfigurationFactory.ParseString(
                $$"""
                akka.loglevel = OFF
                akka.actor {
                  serializers { shapes = "{{Here}}+Shapes, Aios.Engine.Tests", circles = "{{Here}}+Circles, Aios.Engine.Tests" }
                  serialization-identifiers { "{{Here}}+Circles, Aios.Engine.Tests" = 102 }
                  serialization-bindings {
                    "{{Here}}+IShape, Aios.Engine.Tests" = shapes
                    "{{Here}}+Circle, Aios.Engine.Tests" = circles
                  }
                }

                """ + more
            )
        );
        return use(system);
    }

    private static void Refused(string more, string fault) =>
        Assert.Contains(fault, Assert.Throws<ConfigurationException>(() => With(more, _ => 0)).Message);

    private sealed record Square : IShape;

    [Theory]
    [InlineData(typeof(Circle), typeof(Circles))]
    [InlineData(typeof(SmallCircle), typeof(Circles))]
    [InlineData(typeof(Square), typeof(Shapes))]
    public void The_binding_of_the_nearest_type_counts(Type type, Type serializer) =>
        Assert.IsType(serializer, With("", system => system.Serialization.FindSerializerForType(type)));

    [Theory]
    [InlineData("text")]
    [InlineData(-5)]
    [InlineData(5_000_000_000L)]
    public void Texts_and_whole_numbers_need_no_setting(object value) =>
        Assert.Equal(
            value,
            With(
                "",
                system =>
                {
                    var serializer = (SerializerWithStringManifest)system.Serialization.FindSerializerFor(value);
                    return system.Serialization.Deserialize(serializer.ToBinary(value), serializer.Identifier, serializer.Manifest(value));
                }
            )
        );

    [Fact]
    public void A_type_without_binding_is_named() =>
        Assert.Contains(
            "System.Uri is bound to no serializer: name it, or a type it derives from, in akka.actor.serialization-bindings",
            Assert.Throws<SerializationException>(() => With("", s => s.Serialization.FindSerializerForType(typeof(Uri)))).Message
        );

    [Fact]
    public void What_cannot_be_read_is_named() =>
        Assert.Contains(
            "PrimitiveSerializers (17) cannot read 2 bytes of manifest 'I'",
            Assert.Throws<SerializationException>(() => With("", s => s.Serialization.Deserialize([1, 2], 17, "I"))).Message
        );

    [Fact]
    public void Identifiers_are_each_used_once() =>
        Refused($"akka.actor.serialization-identifiers {{ \"{Here}+Circles, Aios.Engine.Tests\" = 101 }}", "have the same identifier 101");

    [Fact]
    public void A_serializer_needs_an_identifier() =>
        Refused(
            $"akka.actor.serialization-identifiers {{ \"{Here}+Circles, Aios.Engine.Tests\" = null }}",
            "is 'null'; it must be a whole number"
        );

    [Fact]
    public void A_binding_to_a_serializer_that_is_not_there_is_refused() =>
        Refused(
            "akka.actor.serialization-bindings { \"System.Uri\" = uris }",
            "\"System.Uri\" is 'uris', which akka.actor.serializers does not name"
        );

    [Fact]
    public void A_binding_of_a_type_that_is_not_there_is_refused() =>
        Refused("akka.actor.serialization-bindings { \"No.Such\" = shapes }", "names the type 'No.Such', which is not there");

    [Fact]
    public void A_serializer_without_manifests_is_refused() =>
        Refused("akka.actor.serializers.odd = \"System.String\"", "derives from Akka.Serialization.SerializerWithStringManifest");
}
