using System.Buffers.Binary;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Aios.Engine.Cells.Serialization;

/// <summary>Texts and whole numbers, without any setting.</summary>
internal sealed class PrimitiveSerializers(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public static readonly Type[] Types = [typeof(string), typeof(int), typeof(long)];

    public override int Identifier => 17;

    public override byte[] ToBinary(object obj)
    {
        var bytes = new byte[obj is int ? sizeof(int) : sizeof(long)];
        switch (obj)
        {
            case string text:
                return Encoding.UTF8.GetBytes(text);
            case int number:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                return bytes;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)obj);
                return bytes;
        }
    }

    public override object FromBinary(byte[] bytes, string manifest) =>
        manifest switch
        {
            "S" => Encoding.UTF8.GetString(bytes),
            "I" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            "L" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => throw new ArgumentException($"'{manifest}' is unknown; there are S, I and L"),
        };

    public override string Manifest(object o) =>
        o switch
        {
            string => "S",
            int => "I",
            _ => "L",
        };
}
