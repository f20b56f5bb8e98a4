using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Actors.Spine.MaintenanceProtocol;

namespace Aios.Actors.Tests.Spine;

public class MaintenanceActorSpecs : ActorSpecs
{
    private static readonly JournalSettings Settings = JournalSettings.Default with { PlainDays = 1, KeepDays = 3 };

    [Fact]
    public async Task What_is_due_is_done_when_asked_and_both_ends_are_on_record()
    {
        Fill(5);
        await Folder.Cursors.Write(SchedulingProtocol.Reader, 5);
        var maintenance = Begin();

        maintenance.Tell(new RunMaintenance(), TestActor);
        maintenance.Tell(new RunMaintenance(), TestActor);
        var started = Journal.Accept().Single().Event;
        var ended = Journal.Accept();

        var done = ExpectMsg<MaintenanceDone>();
        Assert.Equal(done, ExpectMsg<MaintenanceDone>());
        Assert.Equal((2, 1), (done.Report.Archived.Count, done.Report.Deleted.Count));
        Assert.Equal("""{"trigger":"asked"}""", started.Payload!.Value.GetRawText());
        Assert.Equal([EventTypes.MaintenanceCleanup, EventTypes.MaintenanceCompleted], ended.Select(record => record.Event.Type));
        Assert.All(ended, record => Assert.Equal(started.Id.Value, record.Event.CauseId));
        Assert.Equal("""{"days":["2000-01-01"],"metric_days":[]}""", ended[0].Event.Payload!.Value.GetRawText());
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task What_the_database_has_of_a_deleted_day_goes_with_it_and_what_still_holds_stays()
    {
        Fill(4);
        await Folder.Cursors.Write(SchedulingProtocol.Reader, 4);
        await Folder.Decisions.Record([Decision(1), Decision(2)], [], 4);
        Pass(TimeSpan.FromDays(1).TotalSeconds);
        Fill(1);
        var maintenance = Begin();

        maintenance.Tell(new RunMaintenance(), TestActor);
        Journal.Accept();
        var ended = Journal.Accept()[^1].Event;

        var done = ExpectMsg<MaintenanceDone>();
        Assert.Equal((1, 1L), (done.Report.Deleted.Count, done.Pruned.Decisions));
        Assert.Equal("1", ended.Text("decisions_deleted"));
        Assert.Equal([2L], Folder.Decisions.Positions());
        Assert.Equal(1, new StateKeeper(Folder.Store).Standing().UpTo);
    }

    [Fact]
    public void A_day_with_events_that_wait_is_held_and_told()
    {
        Fill(5);
        var maintenance = Begin();

        maintenance.Tell(new RunMaintenance(), TestActor);
        Journal.Accept();
        var ended = Journal.Accept().Single().Event;

        Assert.Equal((0, "1"), (ExpectMsg<MaintenanceDone>().Report.Deleted.Count, ended.Text("held")));
    }

    [Fact]
    public void It_begins_by_itself_after_the_start_and_then_once_a_day()
    {
        Fill(1);
        var maintenance = Begin();
        Settle(maintenance);
        Assert.False(Journal.HasMessages);

        Pass(MaintenanceActor.FirstAfter.TotalSeconds);
        Assert.Equal("""{"trigger":"timer"}""", Journal.Accept().Single().Event.Payload!.Value.GetRawText());
        Assert.Equal(EventTypes.MaintenanceCompleted, Journal.Accept().Single().Event.Type);
        Settle(maintenance);
        Pass(TimeSpan.FromDays(1).TotalSeconds);
        Assert.Equal(EventTypes.MaintenanceStarted, Journal.Accept().Single().Event.Type);
    }

    [Fact]
    public void A_broken_chain_is_on_record_and_the_next_run_tries_again()
    {
        Fill(3);
        var path = Folder.Data.PathOf("events/2000-01-01.jsonl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("app.full", "app.fuel", StringComparison.Ordinal));
        var maintenance = Begin();

        for (var round = 0; round < 2; round++)
        {
            maintenance.Tell(new RunMaintenance(), TestActor);
            Journal.Accept();
            var ended = Journal.Accept().Single().Event;

            Assert.Equal((EventTypes.MaintenanceCompleted, Severity.Error), (ended.Type, ended.Severity));
            Assert.Contains("2000-01-01.jsonl", ExpectMsg<MaintenanceFailed>().Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_cannot_be_put_on_record_is_not_done()
    {
        Fill(5);
        Begin().Tell(new RunMaintenance(), TestActor);

        Journal.Refuse(Journal.Expect());

        Assert.Contains("the disk is full", ExpectMsg<MaintenanceFailed>().Why, StringComparison.Ordinal);
        Assert.Empty(Folder.Data.List("events/archive"));
    }

    [Fact]
    public async Task A_clock_that_jumped_ahead_is_not_believed_at_once()
    {
        Fill(6);
        await Folder.Cursors.Write(SchedulingProtocol.Reader, 6);
        var clock = new SteppedClock(Clock);
        var keeper = new LogKeeper(Folder.Data, Settings);
        var maintenance = Begin(keeper, new Shell(clock, new Random(1)));
        Settle(maintenance);
        clock.Step = TimeSpan.FromDays(400);

        maintenance.Tell(new RunMaintenance(), TestActor);
        var refused = Journal.Accept().Single().Event;

        Assert.Equal((EventTypes.MaintenanceRefused, Severity.Warn), (refused.Type, refused.Severity));
        Assert.Contains("ahead by 400 days", ExpectMsg<MaintenanceFailed>().Why, StringComparison.Ordinal);
        Assert.Contains("ahead by 400 days", keeper.Trouble, StringComparison.Ordinal);
        Assert.Empty(Folder.Data.List("events/archive"));

        maintenance.Tell(new RunMaintenance(), TestActor);
        Journal.Accept();
        Journal.Accept();
        Assert.Equal(["2000-01-01", "2000-01-02"], ExpectMsg<MaintenanceDone>().Report.Deleted);
        Assert.Null(keeper.Trouble);
    }

    private IActorRef Begin() => Begin(new LogKeeper(Folder.Data, Settings), Shell);

    private IActorRef Begin(LogKeeper keeper, Shell shell)
    {
        var parts = new MaintenanceParts(keeper, new StateKeeper(Folder.Store), Folder.Cursors, Settings);
        var (memory, journal) = (Memory, Journal.Ref);
        return Start(() => new MaintenanceActor(parts, shell, memory, journal));
    }

    private static DecisionEntry Decision(long seq) =>
        new(
            seq,
            $"id-{seq}",
            seq,
            new DecisionRecord(LoopStage.React, "what to do", [], null, "none asks"),
            null,
            null,
            null,
            DecisionOutcome.Success
        );

    private sealed class SteppedClock(TimeProvider inner) : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Step;

        public override long GetTimestamp() => inner.GetTimestamp();
    }

    /// <summary>A log of so many days up to today.</summary>
    private void Fill(int days)
    {
        for (var day = 0; day < days; day++)
        {
            if (day > 0)
                Pass(TimeSpan.FromDays(1).TotalSeconds);
            Assert.IsType<AppendResult.Stored>(
                Folder.Log.Append([Samples.Event("app.full")]).WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult()
            );
        }
    }
}
