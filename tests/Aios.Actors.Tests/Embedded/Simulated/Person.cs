using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Effects.EffectProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Looks now and then what waits for a person, and mostly says what is true. Freezes everything for a while, and thaws it again.</summary>
internal sealed class Person : ReceiveActor, IWithTimers
{
    public Person(World world, Memory memory, Stages stages, Func<bool> goesOn)
    {
        var runs = stages.Runs;
        Receive<string>(_ =>
        {
            if (stages.Standing.Current is { IsAnythingFrozen: true } && (!goesOn() || world.Draw(2) == 0))
                stages.Orders.Tell(new OrdersProtocol.Thaw(null, "somebody"));
            else if (goesOn() && world.Draw(8) == 0)
                stages.Orders.Tell(
                    new OrdersProtocol.Freeze(world.Draw(2) == 0 ? null : new PlaybookId("once"), "as the script says", "somebody")
                );
            foreach (var run in memory.Current.AllRuns.OrderBy(run => run.Plan.Id.Value, StringComparer.Ordinal))
                if (run is { Phase: RunPhase.WaitingForPerson, Step: { } step } && world.Draw(3) > 0)
                    runs.Tell(new ResolveEffect(run.CurrentEffect, world.HasHappened(step.Action), "", "somebody"));
        });
        Receive<OrdersProtocol.IReply>(_ => { });
        Receive<Status.Failure>(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("look", "look", TimeSpan.FromSeconds(20));
}
