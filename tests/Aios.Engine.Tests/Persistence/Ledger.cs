using Akka.Actor;
using Akka.Persistence;
using Akka.Serialization;

namespace Aios.Engine.Tests.Persistence;

public sealed record Added(int Amount);

/// <param name="Readable">When false, it can be written and never read.</param>
public sealed record Total(int Sum, bool Readable = true);

public sealed record Unwritable;

public sealed record Ready(int Sum, long Last);

public sealed record Rejected(string Why, long Number);

public sealed record NotPersisted(string Why, object Event, long Number);

public sealed record NotRecovered(string Why, Type Kind, object? Event);

/// <summary>Adds up numbers, and tells what happens to it.</summary>
public sealed class Ledger : ReceivePersistentActor
{
    private readonly IActorRef _to;
    private int _sum;

    public Ledger(string id, IActorRef to, Recovery? recovery = null)
    {
        _to = to;
        PersistenceId = id;
        Recovery = recovery ?? Recovery.Default;
        Recover<SnapshotOffer>(offer => _sum = ((Total)offer.Snapshot).Sum);
        Recover<Added>(Apply);
        Recover<string>(m => m == "persist now", _ => Persist(new Added(1), Apply));
        Recover<string>(_ => { });
        Recover<RecoveryCompleted>(_ => to.Tell(new Ready(_sum, LastSequenceNr)));
        Command<int>(amount => Persist(new Added(amount), Answer));
        Command<int[]>(amounts => PersistAll(amounts.Select(a => new Added(a)), Answer));
        Command<object[]>(events =>
        {
            foreach (var e in events)
                Persist(e, e => Sender.Tell(e));
        });
        Command<string>(m => m == "sum", _ => Sender.Tell(_sum));
        Command<string>(m => m == "fail", _ => throw new InvalidOperationException("boom"));
        Command<Total>(total => SaveSnapshot(total with { Sum = _sum }));
        Command<Action<Ledger>>(act => act(this));
        CommandAny(to.Tell);
    }

    public override string PersistenceId { get; }

    public override Recovery Recovery { get; }

    public void Apply(Added e) => _sum += e.Amount;

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        _to.Tell(new Rejected(cause.Message, sequenceNr));

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        _to.Tell(new NotPersisted(cause.Message, @event, sequenceNr));

    protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
        _to.Tell(new NotRecovered(reason.Message, reason.GetType(), message));

    private void Answer(Added e)
    {
        Apply(e);
        Sender.Tell(_sum);
    }
}

public sealed class LedgerSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const string Settings = """
        akka.actor {
          serializers.ledger = "Aios.Engine.Tests.Persistence.LedgerSerializer, Aios.Engine.Tests"
          serialization-identifiers { "Aios.Engine.Tests.Persistence.LedgerSerializer, Aios.Engine.Tests" = 1001 }
          serialization-bindings {
            "Aios.Engine.Tests.Persistence.Added, Aios.Engine.Tests" = ledger
            "Aios.Engine.Tests.Persistence.Total, Aios.Engine.Tests" = ledger
          }
        }

        """;

    public override byte[] ToBinary(object obj) => BitConverter.GetBytes(obj is Added added ? added.Amount : ((Total)obj).Sum);

    public override object FromBinary(byte[] bytes, string manifest) =>
        manifest switch
        {
            "added" => new Added(BitConverter.ToInt32(bytes)),
            "total" => new Total(BitConverter.ToInt32(bytes)),
            _ => throw new ArgumentException($"'{manifest}' is unknown; there are added and total"),
        };

    public override string Manifest(object o) =>
        o switch
        {
            Added { Amount: -666 } => "from the future",
            Added => "added",
            Total { Readable: false } => "damaged",
            _ => "total",
        };
}
