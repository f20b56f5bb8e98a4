using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Sensing;
using Akka.Actor;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Many events, runs and people at once, everything drawn.</summary>
internal sealed class BusyScene(SimulatedHouse house) : Scene
{
    public override Catalog Catalog => Playbooks.Catalog;

    public override TargetSettings Targets => ScriptedProbes.Targets;

    public override Attempt Try(World world, EffectIntent intent) =>
        world.Draw(12) switch
        {
            0 => new Attempt(new AdapterResult(EffectResult.ExitCode, "ended with code 1", 1), Happens: false),
            1 => new Attempt(new AdapterResult(EffectResult.ExitCode, "ended with code 2", 2), Happens: true),
            2 => new Attempt(null, Happens: world.Draw(2) == 0),
            3 => throw new InvalidOperationException("as the script says"),
            _ => Attempt.Works,
        };

    public override bool CanTell(World world) => world.Draw(5) > 0;

    public override void Happened(World world, EffectIntent intent)
    {
        if (intent.Action is EffectAction.RunProcess { Arguments: [Playbooks.Cool, ..] })
            world.Machine.Cool();
    }

    public override void Enter(ActorSystem system, World world, SimulatedNode node, Shell shell)
    {
        var (memory, stages, reader) = (node.Memory, node.Stages, node.Log.Reader());
        Func<bool> goesOn = () => house.IsBusy;
        system.ActorOf(Props.Create(() => new Sender(world, stages.Journal, shell, goesOn)), "sender");
        system.ActorOf(Props.Create(() => new Person(world, memory, stages, goesOn)), "person");
        system.ActorOf(Props.Create(() => new Operator(world, stages.Scheduler, reader, goesOn)), "operator");
    }
}
