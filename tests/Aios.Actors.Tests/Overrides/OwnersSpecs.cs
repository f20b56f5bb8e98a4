using Aios.Actors.Overrides;
using Aios.Actors.Scheduling;
using Aios.Actors.Tests.Scheduling;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Overrides;

/// <summary>The scheduler takes other settings while it runs, and after it started again.</summary>
public class OwnersSpecs : SchedulerSpecs
{
    private static readonly SchedulingSettings Least = SchedulingSettings.Default with { MaxConcurrent = 3 };

    [Fact]
    public void More_slots_are_given_at_once_and_the_reserve_stays()
    {
        var scheduler = Scheduler(Least);
        for (var i = 0; i < 4; i++)
            scheduler.Tell(Wanted(i), TestActor);
        ExpectMsg<SlotGranted>();
        Assert.Single(View(scheduler).Running);

        Adopt(scheduler, 5);

        Assert.Equal(["run-1", "run-2"], new[] { ExpectMsg<SlotGranted>().Run.Value, ExpectMsg<SlotGranted>().Run.Value });
        Assert.Equal((5, 3), (View(scheduler).MaxConcurrent, View(scheduler).Running.Count));
    }

    [Fact]
    public void Fewer_slots_end_no_step_and_are_not_exceeded_by_the_next()
    {
        var scheduler = Scheduler();
        for (var i = 0; i < 4; i++)
            scheduler.Tell(Wanted(i), TestActor);
        for (var i = 0; i < 3; i++)
            ExpectMsg<SlotGranted>();

        Adopt(scheduler, 3);
        scheduler.Tell(new ReleaseSlot(new RunId("run-0")), TestActor);
        scheduler.Tell(new ReleaseSlot(new RunId("run-1")), TestActor);
        Assert.Equal(["run-2"], View(scheduler).Running.Select(each => each.Run.Value));
        scheduler.Tell(new ReleaseSlot(new RunId("run-2")), TestActor);

        Assert.Equal("run-3", ExpectMsg<SlotGranted>().Run.Value);
    }

    [Fact]
    public void One_that_starts_again_takes_the_newest_ones()
    {
        var board = new SettingsBoard(Of(3));
        var index = TypeIndex.Empty;
        var parts = new SchedulerParts(Least, Shell, Journal.Ref, Folder.Cursors, Folder.Log.Reader(), () => index, Memory)
        {
            Newest = () => board.Current.Scheduler,
        };
        Assert.Equal(3, View(Start(() => new SchedulerActor(parts))).MaxConcurrent);

        board.Write(Of(7));

        Assert.Equal(7, View(Start(() => new SchedulerActor(parts))).MaxConcurrent);
    }

    private void Adopt(IActorRef scheduler, int slots) =>
        Assert.Equal(new SettingsAdopted("scheduler", 4), Ask<SettingsAdopted>(scheduler, new AdoptSettings(Of(slots), 4)));

    private static ChangingSettings Of(int slots) =>
        new(HeartbeatSettings.Default, SensingSettings.Default, SchedulingSettings.Default with { MaxConcurrent = slots });

    private static RequestSlot Wanted(int number) => new(new RunId($"run-{number}"), number + 1, "do", Priority.P3, long.MaxValue, false);
}
