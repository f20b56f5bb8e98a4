using Aios.Loop.Vocabulary;

namespace Aios.Node.Tests.Inspection;

/// <summary>A match and a skip.</summary>
internal static class FakeDecisions
{
    public const string Match = "0199a8f0-0000-7000-8000-000000000001";

    public static IReadOnlyList<DecisionEntry> All { get; } =
    [
        new(
            119,
            "0199a8f0-0000-7000-8000-000000000002",
            FakeViews.Start + 2_000,
            new DecisionRecord(LoopStage.React, "which playbook answers app.broken (event 118)", [], null, "no playbook asks for it")
            {
                Tags = ["skipped", "app.broken"],
            },
            "event-118",
            null,
            null,
            DecisionOutcome.Success
        ),
        new(
            117,
            Match,
            FakeViews.Start + 1_000,
            new DecisionRecord(
                LoopStage.React,
                "which playbook answers resource.disk_low (event 116)",
                [new("disk-cleanup", 0.7, "chosen"), new("big-journal", 0.5, "it rests for another 300 s | <b>")],
                "disk-cleanup",
                "the only one that fits"
            )
            {
                Confidence = 0.7,
                Policy = "disk-cleanup version 3",
                Tags = ["matched", "disk-cleanup", "resource.disk_low"],
                Consequences = ["run disk-cleanup-0a1b2c3d4e"],
                Stakeholders = ["uid 1000"],
            },
            "event-116",
            "0af7651916cd43dd8448eb211c80319c",
            "disk-cleanup-0a1b2c3d4e",
            DecisionOutcome.Success,
            "run.verified: sensor disk recovered on /",
            2
        ),
    ];
}
