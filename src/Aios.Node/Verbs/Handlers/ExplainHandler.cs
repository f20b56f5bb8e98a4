using Aios.Loop.Effects;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class ExplainHandler
{
    public static async Task<VerbEnd> Why(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        if (await call.Views.Why(id) is not { } chain)
            return VerbEnd.NotFound(
                $"{Shown.Quote(id)} is no run, incident or event on record; 'aios runs ls', 'aios incidents ls --all' and "
                    + "'aios events query --type TYPE' show their ids"
            );
        await call.Output.Item(
            LooseJson.Object(
                ("kind", chain.Kind),
                ("id", chain.Id),
                ("title", chain.Title),
                ("trace_id", chain.TraceId),
                ("cut", chain.IsCut),
                ("links", chain.Links.Select(Link))
            )
        );
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> WhyNot(NodeCall call)
    {
        var (answer, refusal) = await call.Views.WhyNot(call.Arguments.Text("playbook")!, call.Arguments.Text("event")!);
        if (answer is null)
            return VerbEnd.NotFound($"{refusal}");
        await call.Output.Item(
            LooseJson.Object(
                ("playbook", answer.Playbook.Value),
                ("event_seq", answer.Event.Seq),
                ("event_id", answer.Event.Event.Id.Value),
                ("event_type", answer.Event.Event.Type),
                ("answers", answer.Now.Answers),
                ("reason", answer.Now.Reason),
                ("answered", answer.Then?.Answer.Answers),
                ("reason_then", answer.Then?.Answer.Reason),
                ("decision", answer.Then?.Decision.Value),
                ("decided_at", answer.Then is { } then ? TimeText.Of(then.At) : null),
                ("run", answer.Then?.Run),
                ("same", answer.IsAsThen)
            )
        );
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Trace(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        var records = await call.Views.Trace(id);
        if (records.Count == 0)
            return VerbEnd.NotFound(
                $"{Shown.Quote(id)} is no trace and no event on record; 'aios events query --json' shows the trace of each"
            );
        var isCut = records.Count > ChainRules.MostLinks;
        var links = ChainRules.Links(records.Take(ChainRules.MostLinks), new Dictionary<EffectId, EffectRecord>(), _ => null);
        foreach (var (link, depth) in CausalTree.Of(links))
            await call.Output.Item(
                LooseJson.Object(
                    ("seq", link.Seq),
                    ("id", link.Event.Value),
                    ("cause_id", link.Cause),
                    ("depth", depth),
                    ("at", TimeText.Of(link.At)),
                    ("stage", link.Stage),
                    ("type", link.Type),
                    ("text", link.Text),
                    ("trace_id", records[0].Event.TraceId)
                )
            );
        if (isCut)
            await call.Output.More($"showing the first {ChainRules.MostLinks} events; 'aios events query --trace ID' reads all");
        return VerbEnd.Done;
    }

    internal static object Link(ChainLink link) =>
        LooseJson.Object(
            ("seq", link.Seq),
            ("id", link.Event.Value),
            ("cause_id", link.Cause),
            ("at", TimeText.Of(link.At)),
            ("after_ms", link.AfterMs),
            ("stage", link.Stage),
            ("type", link.Type),
            ("text", link.Text),
            ("asked", link.IsAsked)
        );
}
