using System.Buffers.Binary;
using Akka.Actor;
using Akka.Persistence;
using Akka.Serialization;

namespace Aios.Benchmarks.Engine;

/// <summary>Persists as it is told and answers when all of it is stored.</summary>
internal sealed class Writer : ReceivePersistentActor
{
    private long _sum;

    public Writer(string id)
    {
        PersistenceId = id;
        Recover<Happened>(Apply);
        Command<Singly>(Next);
        Command<Batched>(Next);
    }

    public override string PersistenceId { get; }

    public static void Done(IActorRef actor, object order) => actor.Ask(order, TimeSpan.FromSeconds(60)).Wait();

    private void Next(Singly order)
    {
        if (order.Left == 0)
            Sender.Tell(_sum);
        else
            Persist(
                new Happened(order.Left),
                e =>
                {
                    Apply(e);
                    Self.Forward(order with { Left = order.Left - 1 });
                }
            );
    }

    private void Next(Batched order)
    {
        if (order.Left == 0)
        {
            Sender.Tell(_sum);
            return;
        }
        var stored = 0;
        PersistAll(
            Enumerable.Range(0, order.Size).Select(i => new Happened(i)),
            e =>
            {
                Apply(e);
                if (++stored == order.Size)
                    Self.Forward(order with { Left = order.Left - 1 });
            }
        );
    }

    private void Apply(Happened e) => _sum += e.Number;

    public sealed record Singly(int Left);

    public sealed record Batched(int Left, int Size);

    public sealed record Happened(int Number);
}

/// <summary>64 bytes an event.</summary>
internal sealed class WriterSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const int Size = 64;
    public const string Name = "happened";

    public override int Identifier => 1002;

    public override byte[] ToBinary(object obj)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, ((Writer.Happened)obj).Number);
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest) => new Writer.Happened(BinaryPrimitives.ReadInt32LittleEndian(bytes));

    public override string Manifest(object o) => Name;
}
