using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Effects.EffectProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>
/// Looks now and then what waits for a person, and mostly says what is true; while there is trouble, ends runs for no reason too, and freezes
/// everything for a while.
/// </summary>
internal sealed class Person : ReceiveActor, IWithTimers
{
    private const string Name = "somebody";

    public Person(World world, Memory memory, Stages stages, Func<bool> goesOn)
    {
        Receive<string>(_ =>
        {
            if (stages.Standing.Current is { IsAnythingFrozen: true } && (!goesOn() || world.Draw(2) == 0))
                stages.Orders.Tell(new OrdersProtocol.Thaw(null, Name));
            else if (goesOn() && world.Draw(8) == 0)
                stages.Orders.Tell(
                    new OrdersProtocol.Freeze(world.Draw(2) == 0 ? null : new PlaybookId("once"), "as the script says", Name)
                );
            foreach (var run in memory.Current.AllRuns.OrderBy(run => run.Plan.Id.Value, StringComparer.Ordinal))
                if (run is { Phase: RunPhase.WaitingForPerson, Step: { } step } && world.Draw(3) > 0)
                    stages.Runs.Tell(new ResolveEffect(run.CurrentEffect, world.HasHappened(run.Plan.Id, step.Id), "", Name));
                else if (goesOn() && !run.IsOver && world.Draw(12) == 0)
                    stages.Runs.Tell(new RunProtocol.CancelRun(run.Plan.Id, Name, "for no reason"));
                else if (goesOn() && run is { Phase: RunPhase.Stuck, UndoLeft: not null } && world.Draw(2) == 0)
                    stages.Runs.Tell(new RunProtocol.RetryRollback(run.Plan.Id, Name, "once more"));
            stages.Approvals.Tell(new ApprovalProtocol.GetApprovals());
        });
        Receive<ApprovalProtocol.Approvals>(found =>
        {
            foreach (var open in found.Items.Where(each => each.IsOpen))
                if (world.Draw(6) is var said and > 0)
                    stages.Approvals.Tell(
                        said == 1
                            ? new ApprovalProtocol.Deny(open.Id, "no", Name)
                            : new ApprovalProtocol.Approve(
                                open.Id,
                                said == 2 ? "WRONG1" : ApprovalRules.CodeOf(open),
                                "",
                                $"{Name} {world.Draw(2)}",
                                IsOnlyPerson: false
                            )
                    );
        });
        // What came of it is on record.
        ReceiveAny(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("look", "look", TimeSpan.FromSeconds(20));
}
