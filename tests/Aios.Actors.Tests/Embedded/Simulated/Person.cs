using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Akka.Actor;
using static Aios.Loop.Effects.EffectProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Looks now and then what waits for a person, and mostly says what is true.</summary>
internal sealed class Person : ReceiveActor, IWithTimers
{
    public Person(World world, Memory memory, IActorRef runs) =>
        Receive<string>(_ =>
        {
            foreach (var run in memory.Current.AllRuns.OrderBy(run => run.Plan.Id.Value, StringComparer.Ordinal))
                if (run is { Phase: RunPhase.WaitingForPerson, Step: { } step } && world.Draw(3) > 0)
                    runs.Tell(new ResolveEffect(run.CurrentEffect, world.HasHappened(step.Action), "", "somebody"));
        });

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("look", "look", TimeSpan.FromSeconds(20));
}
