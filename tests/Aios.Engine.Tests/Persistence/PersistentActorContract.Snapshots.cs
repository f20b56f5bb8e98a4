using Akka.Actor;
using Akka.Persistence;

namespace Aios.Engine.Tests.Persistence;

public abstract partial class PersistentActorContract
{
    [Fact]
    public void A_snapshot_stands_for_the_events_before_it()
    {
        var ledger = Started(0, 0);
        Add(ledger, 1, 2);
        ledger.Tell(new Total(0));
        Assert.Equal(2, ExpectMsg<SaveSnapshotSuccess>().Metadata.SequenceNr);
        Add(ledger, 3);
        Do(ledger, l => l.DeleteMessages(2));
        ExpectMsg<DeleteMessagesSuccess>(m => m.ToSequenceNr == 2);
        End(ledger);
        Started(6, 3);
    }

    [Fact]
    public void A_snapshot_that_cannot_be_read_leaves_it_to_the_one_before_and_at_last_to_the_events()
    {
        var ledger = Started(0, 0);
        foreach (var total in new[] { new Total(0, Readable: false), new Total(0), new Total(0, Readable: false) })
        {
            Add(ledger, 1);
            ledger.Tell(total);
            ExpectMsg<SaveSnapshotSuccess>();
        }
        End(ledger);
        EventFilter.Warning(contains: "snapshot 3 of ledger cannot be read").ExpectOne(() => End(Started(3, 3)));
        ledger = Started(3, 3);
        Do(ledger, l => l.DeleteSnapshot(2));
        ExpectMsg<DeleteSnapshotSuccess>();
        End(ledger);
        EventFilter.Warning(contains: "cannot be read").Expect(2, () => Started(3, 3));
    }

    [Fact]
    public void A_past_with_a_hole_in_it_is_told()
    {
        var ledger = Started(0, 0);
        Add(ledger, 1, 2);
        ledger.Tell(new Total(0, Readable: false));
        ExpectMsg<SaveSnapshotSuccess>();
        Add(ledger, 3);
        Do(ledger, l => l.DeleteMessages(2));
        ExpectMsg<DeleteMessagesSuccess>();
        End(ledger);
        EventFilter.Warning(contains: "events 1 to 2 of ledger are not there").ExpectOne(() => ledger = Started(3, 3));
        Do(ledger, l => l.DeleteMessages(3));
        ExpectMsg<DeleteMessagesSuccess>();
        End(ledger);
        EventFilter.Warning(contains: "events 1 to 3 of ledger are not there").ExpectOne(() => Started(0, 3));
    }

    [Fact]
    public void Snapshots_are_deleted_within_bounds()
    {
        var ledger = Started(0, 0);
        for (var i = 0; i < 3; i++)
        {
            Add(ledger, 1);
            ledger.Tell(new Total(0));
            ExpectMsg<SaveSnapshotSuccess>();
        }
        Do(ledger, l => l.DeleteSnapshots(new SnapshotSelectionCriteria(3, DateTime.MaxValue, minSequenceNr: 2)));
        ExpectMsg<DeleteSnapshotsSuccess>();
        Do(ledger, l => l.DeleteMessages(1));
        ExpectMsg<DeleteMessagesSuccess>();
        End(ledger);
        Started(3, 3);
    }

    [Fact]
    public void A_snapshot_that_no_serializer_takes_is_refused()
    {
        var ledger = Started(0, 0);
        Do(ledger, l => l.SaveSnapshot(new Unwritable()));
        Assert.Contains("bound to no serializer", ExpectMsg<SaveSnapshotFailure>().Cause.Message);
    }
}
