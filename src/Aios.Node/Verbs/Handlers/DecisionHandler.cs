using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class DecisionHandler
{
    /// <summary>Also the search: it is the list with words.</summary>
    public static Task<VerbEnd> List(NodeCall call) => Each(call, entry => LooseJson.Object([.. Members(entry)]));

    public static Task<VerbEnd> Export(NodeCall call) =>
        Each(call, entry => LooseJson.Object([.. Whole(entry), ("markdown", DecisionMarkdown.Of(entry))]));

    public static async Task<VerbEnd> Show(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        if (await call.Views.Decision(id) is not { } found)
            return VerbEnd.NotFound($"decision {Shown.Quote(id)} is not known; 'aios decisions ls' lists the newest");
        await call.Output.Item(LooseJson.Object([.. Whole(found.Entry), ("before", found.Before.Select(Version))]));
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Stats(NodeCall call)
    {
        var stats = await call.Views.DecisionStats();
        await call.Output.Item(
            LooseJson.Object(
                ("count", stats.Count),
                ("applied", stats.Applied),
                ("refused", stats.Refused),
                ("trouble", stats.Trouble),
                ("full_text", stats.HasFullText),
                (
                    "by_stage",
                    stats.ByStage.Select(each =>
                        (object)LooseJson.Object(("stage", Word(each.Stage)), ("outcome", Word(each.Outcome)), ("count", each.Count))
                    )
                )
            )
        );
        return new VerbEnd(stats.Trouble is null ? ExitCode.Done : ExitCode.Unhealthy);
    }

    private static async Task<VerbEnd> Each(NodeCall call, Func<DecisionEntry, JsonElement> item)
    {
        var limit = (int)call.Arguments.Whole("limit", 50);
        IReadOnlyList<DecisionEntry> found;
        try
        {
            found = await call.Views.Decisions(Query(call.Arguments, limit + 1));
        }
        catch (NotSupportedException missing)
        {
            return VerbEnd.Unsupported(missing.Message);
        }
        foreach (var entry in found.Take(limit))
            await call.Output.Item(item(entry));
        if (found.Count > limit)
            await call.Output.More($"showing the newest {limit}; --limit N shows more, --from TIME fewer");
        return VerbEnd.Done;
    }

    private static DecisionQuery Query(VerbArguments arguments, int limit) =>
        new(
            Parse<LoopStage>(arguments.Text("stage")),
            Parse<DecisionOutcome>(arguments.Text("outcome")),
            arguments.Text("tag"),
            arguments.Text("run"),
            arguments.Whole("from"),
            arguments.Whole("to"),
            arguments.Text("text"),
            limit
        )
        {
            Before = arguments.Whole("after"),
        };

    private static T? Parse<T>(string? word)
        where T : struct, Enum => word is null ? null : Enum.Parse<T>(word, ignoreCase: true);

    private static IEnumerable<(string, object?)> Members(DecisionEntry entry) =>
        [
            ("id", entry.Id),
            ("seq", entry.Seq),
            ("at", TimeText.Of(entry.At)),
            ("stage", Word(entry.Record.Stage)),
            ("context", entry.Record.Context),
            ("chosen", entry.Record.Chosen),
            ("rationale", entry.Record.Rationale),
            ("confidence", entry.Record.Confidence),
            ("outcome", Word(entry.Outcome)),
            ("run", entry.Run),
        ];

    private static IEnumerable<(string, object?)> Whole(DecisionEntry entry) =>
        [
            .. Members(entry),
            ("options", entry.Record.Options.Select(Option)),
            ("policy", entry.Record.Policy),
            ("cause", entry.Cause),
            ("trace_id", entry.TraceId),
            ("stakeholders", entry.Record.Stakeholders),
            ("tags", entry.Record.Tags),
            ("consequences", entry.Record.Consequences),
            ("outcome_why", entry.OutcomeWhy),
            ("version", entry.Version),
            ("links", DecisionMarkdown.Links(entry)),
        ];

    private static object Option(DecisionOption option) =>
        LooseJson.Object(("name", option.Name), ("score", option.Score), ("reason", option.Reason));

    private static object Version(DecisionVersion version) =>
        LooseJson.Object(
            ("version", version.Version),
            ("until", TimeText.Of(version.At)),
            ("outcome", Word(version.Outcome)),
            ("outcome_why", version.OutcomeWhy)
        );

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
