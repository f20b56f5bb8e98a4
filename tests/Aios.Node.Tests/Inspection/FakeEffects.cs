using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Tests.Inspection;

/// <summary>One effect of each standing, newest first.</summary>
internal static class FakeEffects
{
    public const string Unknown = "disk-cleanup-ffffffffff/journal#2";
    public const string Finished = "disk-cleanup-0a1b2c3d4e/journal#1";

    private static readonly EffectOutcome Outcome = new(
        new EffectId(Finished),
        EffectResult.Ok,
        "ended with code 0",
        0,
        "Vacuuming done, freed 812.4M of archived journals from /var/log/journal.\n",
        41
    );

    public static IReadOnlyList<EffectRecord> All { get; } =
    [
        new(Intent("calm-process-1111111111/renice#1"), FakeViews.Start + 59_000, null, null),
        new(Intent(Unknown), FakeViews.Start + 31_000, null, null, FakeViews.Start + 40_000),
        new(Intent(Finished), FakeViews.Start + 1_003, Outcome, FakeViews.Start + 1_044),
    ];

    private static EffectIntent Intent(string id)
    {
        var parts = id.Split('/', '#');
        return new EffectIntent(
            new EffectId(id),
            new RunId(parts[0]),
            parts[1],
            int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture),
            Risk.Reversible,
            new EffectAction.RunProcess(["/usr/bin/journalctl", "--vacuum-size=200M"]),
            TimeSpan.FromSeconds(20),
            false,
            "0af7651916cd43dd8448eb211c80319c"
        );
    }
}
