using Aios.Loop.Effects;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>What the node did outside, attempt by attempt.</summary>
internal static class EffectEntries
{
    private static readonly VerbArgument Id = new("id", ArgumentType.Text, "id of the effect: RUN/STEP#ATTEMPT")
    {
        Required = true,
        Positional = true,
    };

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        NodeEntries.Read(
            "effects ls",
            "effects",
            "What the node did outside, newest first; --unknown: what waits for an answer",
            "aios.effects/1",
            "aios effects ls --unknown"
        ) with
        {
            Arguments =
            [
                new("open", ArgumentType.Flag, "only what is being carried out"),
                new("unknown", ArgumentType.Flag, "only what may or may not have happened"),
                new("run", ArgumentType.Text, "only of this run"),
                new("limit", ArgumentType.Whole, "at most so many (default 50)") { Least = 1, Most = 1_000 },
                new("after", ArgumentType.Text, "go on after the effect with this id"),
            ],
            Paging = new("limit", "after", "id"),
            Rows = new([RowMember.Of<EffectStanding>("state"), RowMember.Of<EffectResult>("result")]),
        },
        NodeEntries.Read(
            "effects show",
            "effects",
            "One effect with everything that is on record about it",
            "aios.effect/1",
            "aios effects show disk-cleanup-0a1b2c3d4e/journal#1"
        ) with
        {
            Arguments = [Id],
        },
        new(
            "effects resolve",
            "effects",
            "Say whether an unknown effect happened; its run then goes on",
            VerbEffect.Write,
            VerbRole.Approver,
            VerbScope.Node,
            "aios.effect/1",
            "aios effects resolve disk-cleanup-0a1b2c3d4e/journal#1 --as happened"
        )
        {
            Arguments =
            [
                Id,
                new("as", ArgumentType.Choice, "what became of it") { Required = true, Values = ["happened", "not-happened"] },
                new("reason", ArgumentType.Text, "how you know, for the record"),
            ],
        },
    ];
}
