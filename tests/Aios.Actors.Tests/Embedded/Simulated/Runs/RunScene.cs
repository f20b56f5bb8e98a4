using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Akka.Actor;

namespace Aios.Actors.Tests.Embedded.Simulated.Runs;

/// <summary>One event, one run, and at most one person.</summary>
internal sealed class RunScene(RunShape shape) : Scene
{
    public override Catalog Catalog { get; } = new([shape.Playbook]);

    public override Attempt Try(World world, EffectIntent intent) => shape.AttemptAt(intent.Step, intent.Attempt);

    public override void Happened(World world, EffectIntent intent)
    {
        if (intent.Step == shape.Cure)
            world.Machine.IsHot = false;
    }

    public override void Enter(ActorSystem system, World world, SimulatedNode node, Shell shell)
    {
        var (memory, stages, saysYes) = (node.Memory, node.Stages, shape.Somebody == Somebody.SaysYes);
        system.ActorOf(Props.Create(() => new Teller(world, stages.Journal)), "teller");
        if (shape.Somebody != Somebody.IsAway)
            system.ActorOf(Props.Create(() => new Answerer(world, memory, stages, saysYes)), "answerer");
    }
}
