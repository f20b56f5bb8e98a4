using Aios.Actors.Spine;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Scheduling;

public sealed class MissedRecordSpecs : SchedulerSpecs
{
    [Fact]
    public async Task Records_that_its_mailbox_refused_are_read_from_the_log_when_the_next_one_comes()
    {
        Meet(Scheduler());
        await Folder.Log.Append([Full("a"), Samples.Event("app.other"), Full("b")]);
        Journal.Seq = 3;

        // Only the last of them is heard of.
        Sys.EventStream.Publish(new RecordedEvent(3, "node-0001", 1, Full("b")));

        Assert.Equal(["1", "3"], Journal.Accept().Concat(Journal.Accept()).Select(record => record.Event.Text("event_seq")));
        Assert.Equal(["a", "b"], new[] { HandedOver(), HandedOver() });
    }

    [Fact]
    public async Task Records_that_its_mailbox_refused_are_found_although_no_other_follows()
    {
        var scheduler = Scheduler();
        Meet(scheduler);
        await Folder.Log.Append([Full("a")]);
        Journal.Seq = 1;
        Memory.Write(Memory.Current.Apply(new RecordedEvent(1, "node-0001", 1, Full("a"))));

        Pass(1);
        Settle(scheduler, Journal.Ref);
        Assert.False(Journal.HasMessages);
        Pass(1);

        Journal.Accept();
        Assert.Equal("a", HandedOver());
    }

    [Fact]
    public async Task What_was_refused_comes_in_as_any_other_and_the_urgent_takes_the_place_of_what_can_wait()
    {
        var scheduler = Scheduler(SchedulingSettings.Default with { QueueCapacity = 1 });
        await Folder.Log.Append([Full("a", Priority.P3), Full("b", Priority.P0)]);

        Sys.EventStream.Publish(new RecordedEvent(2, "node-0001", 1, Full("b", Priority.P0)));

        Assert.Equal(["queue-full"], Journal.Accept().Select(record => record.Event.Text("reason")));
        Assert.Equal(1, View(scheduler).Depth[(int)Priority.P0]);
    }
}
