using Aios.Actors.Spine;
using Aios.Actors.Tests.Effects;
using Aios.Engine.Cells;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Akka.Actor;

namespace Aios.Actors.Tests.Embedded;

public class RunSecondLifeSpecs : RunSpecs
{
    [Fact]
    public void A_run_that_crashes_while_its_outcome_is_on_the_way_to_the_log_does_not_tell_it_twice()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var slow = CreateTestProbe("slow");
        BeginRuns(adapter, journal: slow.Ref);
        var plan = Begin(Samples.Plan("run-1", [Samples.Step("one"), Samples.Step("two")]));
        Grant();
        // Its first life has nothing to wait for: the first that the journal hears is its first step.
        PassOn(1, events: 1);
        slow.FishForMessage<JournalProtocol.Append>(append => append.Events.Any(fact => fact.Type == "run.step-succeeded"));

        ((InternalActorRef)ActorOf(plan)).SendSystem(new Crash(new InvalidOperationException("as asked")));
        slow.Forward(EventJournal);
        PassUntil(() => slow.HasMessages, "what its second life asks");
        PassOn(1);
        PassUntil(() => Asked(plan, "two"), "the request for the second step");
        Scheduler.Reply(new SchedulingProtocol.SlotGranted(plan.Id, "two", plan.Priority, 0));
        PassOn(2);

        ExpectRecord("run.verified");
        Assert.Equal(2, adapter.Calls);
        Assert.Equal(
            ["run.planned", "run.step-started", "run.step-succeeded", "run.step-started", "run.step-succeeded", "run.verified"],
            TypesOnDisk(plan)
        );

        void PassOn(int count, int? events = null)
        {
            for (; count > 0; count--)
            {
                var append = slow.ExpectMsg<JournalProtocol.Append>();
                Assert.Equal(events ?? append.Events.Count, append.Events.Count);
                slow.Forward(EventJournal);
            }
        }
    }
}
