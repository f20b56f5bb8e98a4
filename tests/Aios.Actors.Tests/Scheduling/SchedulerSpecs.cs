using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Scheduling;

/// <summary>Base of specs about the scheduler between a journal and a reactor that the spec plays.</summary>
public abstract class SchedulerSpecs : ActorSpecs
{
    protected SchedulerSpecs() => Reactor = CreateTestProbe("reactor");

    protected TestProbe Reactor { get; }

    protected IActorRef Scheduler(SchedulingSettings? settings = null)
    {
        var index = new TypeIndex(new HashSet<string> { "app.full" }, []);
        var parts = new SchedulerParts(
            settings ?? SchedulingSettings.Default,
            Shell,
            Journal.Ref,
            Folder.Cursors,
            Folder.Log.Reader(),
            () => index,
            Memory
        );
        var scheduler = Start(() => new SchedulerActor(parts));
        Settle(scheduler);
        return scheduler;
    }

    protected void Meet(IActorRef scheduler)
    {
        scheduler.Tell(new SchedulerActor.MeetReactor(Reactor.Ref));
        Settle(scheduler);
    }

    protected static Event Full(string id, Priority priority = Priority.P3, string? key = null) =>
        Samples.Event("app.full", id: id, priority: priority, payload: key is null ? null : LooseJson.Object(("key", key)));

    protected string HandedOver() => Reactor.ExpectMsg<ReactingProtocol.React>().Recorded.Event.Id.Value;

    protected Queue View(IActorRef scheduler) => Ask<Queue>(scheduler, new GetQueue());

    /// <summary>What the scheduler puts on record next, as action and event.</summary>
    internal string Decision()
    {
        var record = Journal.Accept()[0].Event;
        return $"{record.Text("action")} {record.Text("event")}";
    }
}
