using Aios.Actors.Scheduling;
using Aios.Journal.Log;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Scheduling.QueueProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Stops the queue and lets it go on, takes events out of it and brings some back; at the end it lets it go on.</summary>
internal sealed class Operator : ReceiveActor, IWithTimers
{
    public Operator(World world, IActorRef scheduler, EventLogReader log, Func<bool> goesOn)
    {
        Receive<string>(_ =>
        {
            object? said = (goesOn() ? world.Draw(10) : 9) switch
            {
                0 => new ChangeStanding(QueueMode.Paused, "a trial", "somebody"),
                1 => new ChangeStanding(QueueMode.Draining, "a trial", "somebody"),
                2 => new CancelEvents(new QueueFilter(Priority: Priority.P3), "a trial", "somebody", IsDry: false),
                3 => new RequeueEvents(RequeueSearch.Find(log, new QueueFilter()).Events.Take(3).ToArray(), "a trial", "somebody"),
                > 5 => new ChangeStanding(QueueMode.Running, "enough", "somebody"),
                _ => null,
            };
            if (said is not null)
                scheduler.Tell(said, Self);
        });
        ReceiveAny(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("say", "say", TimeSpan.FromSeconds(7));
}
