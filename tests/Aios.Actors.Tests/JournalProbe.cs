using Aios.Actors.Spine;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Actors.Tests;

/// <summary>Reads what an actor wants on record, and answers as the journal would: remembered, published, answered.</summary>
internal sealed class JournalProbe(TestProbe probe, Memory memory)
{
    /// <summary>Number of the newest record.</summary>
    public long Seq { get; set; }

    public IActorRef Ref => probe.Ref;

    /// <summary>What is on record, by number.</summary>
    public Dictionary<long, RecordedEvent> Records { get; } = [];

    public RecordedEvent? Find(long seq) => Records.GetValueOrDefault(seq);

    public bool HasMessages => probe.HasMessages;

    /// <summary>The next append; what else an actor asks the journal is passed over.</summary>
    public Append Expect() => probe.FishForMessage<Append>(_ => true);

    public void ExpectNothing() => probe.ExpectNoMsg();

    /// <summary>Puts the next append on record.</summary>
    public IReadOnlyList<RecordedEvent> Accept() => Accept(Expect());

    /// <summary>Puts the append that was read last on record.</summary>
    public IReadOnlyList<RecordedEvent> Accept(Append append)
    {
        var records = append.Events.Select(Record).ToArray();
        probe.Reply(new Appended(records, [], append.Tag));
        return records;
    }

    /// <summary>Answers the append that was read last with a refusal.</summary>
    public void Refuse(Append append, bool isRetryable = true) =>
        probe.Reply(new AppendFailed("the disk is full", "make room", isRetryable, append.Tag));

    /// <summary>Something else is put on record, as by another actor.</summary>
    public RecordedEvent Record(Event fact)
    {
        var record = RecordUnheard(fact);
        probe.Sys.EventStream.Publish(record);
        return record;
    }

    /// <summary>The same while every mailbox is full: it is remembered, and nobody hears of it.</summary>
    public RecordedEvent RecordUnheard(Event fact)
    {
        var record = new RecordedEvent(++Seq, "node-0001", 1, fact);
        Records[record.Seq] = record;
        memory.Write(memory.Current.Apply(record));
        return record;
    }
}
