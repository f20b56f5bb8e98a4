using Aios.Loop.Safety;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

/// <summary>Events that are not acted on for a time.</summary>
internal static class SilenceHandler
{
    /// <summary>Those that hold or will hold, the next to end first.</summary>
    public static async Task<VerbEnd> List(NodeCall call)
    {
        var orders = await call.Views.Orders();
        foreach (var silence in orders.Silences.Where(silence => silence.UntilWall > call.Now).OrderBy(silence => silence.UntilWall))
            await call.Output.Item(
                LooseJson.Object(
                    ("id", silence.Id),
                    ("type", silence.Type),
                    ("source", silence.Source),
                    ("target", silence.Target),
                    ("when", silence.When),
                    ("from", TimeText.Of(silence.FromWall)),
                    ("until", TimeText.Of(silence.UntilWall)),
                    ("active", silence.FromWall <= call.Now),
                    ("reason", silence.Reason),
                    ("by", silence.By)
                )
            );
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Add(NodeCall call)
    {
        var (arguments, now) = (call.Arguments, call.Clock.GetUtcNow());
        var (fromText, untilText, forText) = (arguments.Text("from"), arguments.Text("until"), arguments.Text("for"));
        var (from, until, span) = (AheadText.Parse(fromText, now), AheadText.Parse(untilText, now), AheadText.Span(forText, now));
        if (untilText is null == forText is null)
            return VerbEnd.Usage("a silence needs an end, one: --for 2h or --until TIME");
        if (fromText is not null && from is null)
            return VerbEnd.Usage($"--from is {Shown.Quote(fromText)}; it must be {AheadText.Allowed}");
        if (untilText is not null && until is null)
            return VerbEnd.Usage($"--until is {Shown.Quote(untilText)}; it must be {AheadText.Allowed}");
        if (forText is not null && span is null)
            return VerbEnd.Usage($"--for is {Shown.Quote(forText)}; it must be a time such as 90s, 15m, 2h or 7d");
        var begins = from ?? call.Now;
        return await OrderHandler.Tell(
            call,
            new OrdersProtocol.AddSilence(
                new Silence(
                    "",
                    arguments.Text("type")!,
                    arguments.Text("source"),
                    arguments.Text("target"),
                    arguments.Condition("when")?.Text,
                    begins,
                    until ?? begins + span!.Value,
                    arguments.Text("reason") ?? "",
                    call.Caller.Detail
                )
            )
        );
    }

    public static Task<VerbEnd> Remove(NodeCall call) =>
        OrderHandler.Tell(call, new OrdersProtocol.RemoveSilence(call.Arguments.Text("id")!, call.Caller.Detail));
}
