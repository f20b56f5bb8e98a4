using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Akka.Actor;
using static Aios.Loop.Effects.EffectProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated.Runs;

/// <summary>Says of every effect whether it happened, and yes or no to what is asked.</summary>
internal sealed class Answerer : ReceiveActor, IWithTimers
{
    private const string Name = "somebody";

    public Answerer(World world, Memory memory, Stages stages, bool saysYes)
    {
        Receive<string>(_ =>
        {
            foreach (var run in memory.Current.ActiveRuns.Values)
                if (run is { Phase: RunPhase.WaitingForPerson, Step: { } step })
                    stages.Runs.Tell(new ResolveEffect(run.CurrentEffect, world.HasHappened(run.Plan.Id, step.Id), "", Name));
            stages.Approvals.Tell(new ApprovalProtocol.GetApprovals());
        });
        Receive<ApprovalProtocol.Approvals>(found =>
        {
            foreach (var open in found.Items.Where(each => each.IsOpen))
                stages.Approvals.Tell(
                    saysYes
                        ? new ApprovalProtocol.Approve(open.Id, ApprovalRules.CodeOf(open), "", Name, IsOnlyPerson: false)
                        : new ApprovalProtocol.Deny(open.Id, "no", Name)
                );
        });
        // What came of it is on record.
        ReceiveAny(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("look", "look", TimeSpan.FromSeconds(1));
}
