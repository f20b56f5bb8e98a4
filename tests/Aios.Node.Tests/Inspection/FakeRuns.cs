using Aios.Loop.Conditions;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Tests.Inspection;

/// <summary>A playbook and two of its runs.</summary>
internal static class FakeRuns
{
    public static Playbook Playbook { get; } =
        new(
            new PlaybookId("disk-cleanup"),
            3,
            "Free space on a full disk",
            true,
            new Trigger("resource.disk_low", Condition.Parse("payload.mount == '/' && severity >= warn").Condition, ["payload.mount"]),
            0.7,
            Risk.Reversible,
            false,
            TimeSpan.FromMinutes(60),
            TimeSpan.FromSeconds(30),
            null,
            RetrySettings.Default,
            [
                new(
                    "journal",
                    new ActionTemplate.Process([new Argument.Literal("/usr/bin/journalctl"), new Argument.Literal("--vacuum-size=200M")]),
                    null,
                    null,
                    true,
                    null,
                    true
                ),
                new(
                    "tell",
                    new ActionTemplate.Notify([new Argument.FromEvent("payload.mount", ArgumentKind.String)]),
                    null,
                    null,
                    true,
                    null,
                    true
                ),
            ],
            GateTemplate.Default,
            [new(RungKind.Rollback, []), new(RungKind.Escalate, [])],
            new Origin("disk-cleanup.conf", 1, 1)
        );

    public static RunState Verified { get; } = Of("disk-cleanup-0a1b2c3d4e", 1_000);

    public static RunState Failed { get; } = Of("disk-cleanup-ffffffffff", 30_000);

    private static RunState Of(string id, long after)
    {
        var at = FakeViews.Start + after;
        var action = new EffectAction.RunProcess(["/usr/bin/journalctl", "--vacuum-size=200M"]);
        var plan = new RunPlan(
            new RunId(id),
            Playbook.Id,
            3,
            Playbook.Title,
            119,
            new EventId("0199a8f0-0000-7000-8000-000000000001"),
            "resource.disk_low",
            "0af7651916cd43dd8448eb211c80319c",
            Priority.P1,
            null,
            "/",
            3_600_000,
            "disk:/",
            false,
            [
                new("journal", action, Risk.Reversible, 20_000, true, null, true),
                new("tell", new EffectAction.Notify(Severity.Warn, "the disk / was full"), Risk.Read, 30_000, true, null, true),
            ],
            RetrySettings.Default,
            new Gate(GateKind.SensorRecovered, "disk", "/", 5_000, 60_000, null),
            [Rung.Rollback],
            194_000
        );
        var state = RunState.Start(new RunProtocol.Planned(plan, at)).Apply(new RunProtocol.StepStarted("journal", 1, at + 3));
        if (after > 1_000)
            return state
                .Apply(new RunProtocol.StepFailed("journal", 1, EffectResult.ExitCode, "it ended with code 1", 41, at + 44))
                .Apply(new RunProtocol.WaitingToRetry("journal", 2, 2_000, at + 45));
        return state
            .Apply(
                new RunProtocol.StepSucceeded(
                    "journal",
                    1,
                    "it ended with code 0; it wrote that 812.4 MiB of archived journals were freed",
                    41,
                    at + 44
                )
            )
            .Apply(new RunProtocol.StepStarted("tell", 1, at + 45))
            .Apply(new RunProtocol.StepSucceeded("tell", 1, "told", 1, at + 46))
            .Apply(new RunProtocol.GateAsked(1, at + 5_046))
            .Apply(new RunProtocol.Ended(RunPhase.Verified, "sensor disk says recovered for /", at + 7_102));
    }
}
