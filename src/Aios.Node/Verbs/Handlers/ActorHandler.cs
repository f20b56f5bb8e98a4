using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

/// <summary>Looks at the actors from outside; none is stopped or asked.</summary>
internal static class ActorHandler
{
    private const int Everything = 5_000;
    private const int DeepestLevel = 32;

    public static async Task<VerbEnd> Hierarchy(NodeCall call)
    {
        var limit = (int)call.Arguments.Whole("limit", 500);
        var path = ActorPathText.Of(call.Arguments.Text("path"));
        var actors = call.Inspector.Hierarchy(path, (int)call.Arguments.Whole("depth", 8), limit);
        if (actors.Count == 0)
            return Unknown(call, path);
        foreach (var actor in actors)
            await call.Output.Item(LooseJson.Object([.. Members(actor)]));
        if (actors.Count >= limit)
            await call.Output.More($"showing the first {limit} actors; --limit N shows more, --depth N fewer levels");
        return VerbEnd.Done;
    }

    /// <summary>One actor and the names of its children.</summary>
    public static async Task<VerbEnd> Path(NodeCall call)
    {
        var path = ActorPathText.Of(call.Arguments.Text("path"));
        var found = call.Inspector.Hierarchy(path, 1, Everything);
        if (found.Count == 0)
            return Unknown(call, path);
        await call.Output.Item(
            LooseJson.Object([
                .. Members(found[0]),
                ("suspended", found[0].IsSuspended),
                ("refused", found[0].Refused),
                ("bands", Bands(found[0])),
                ("children", found.Skip(1).Select(child => child.Path)),
            ])
        );
        return VerbEnd.Done;
    }

    /// <summary>What waits and what passes, the fullest mailbox first. The rate is counted between two looks.</summary>
    public static async Task<VerbEnd> Mailbox(NodeCall call)
    {
        var path = ActorPathText.Of(call.Arguments.Text("path"));
        var before = call.Inspector.Hierarchy(path, DeepestLevel, Everything).ToDictionary(actor => actor.Path, actor => actor.Processed);
        if (before.Count == 0)
            return Unknown(call, path);
        var began = call.Clock.GetTimestamp();
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(call.Arguments.Whole("window", 1_000)), call.Clock))
            await timer.WaitForNextTickAsync(call.Cancel);
        var after = call.Inspector.Hierarchy(path, DeepestLevel, Everything);
        var seconds = call.Clock.GetElapsedTime(began).TotalSeconds;
        var rows = after
            .Select(actor => (Actor: actor, Rate: (actor.Processed - before.GetValueOrDefault(actor.Path)) / seconds))
            .OrderByDescending(row => row.Actor.Mailbox)
            .ThenByDescending(row => row.Rate)
            .ThenBy(row => row.Actor.Path, StringComparer.Ordinal);
        foreach (var (actor, rate) in rows.Take((int)call.Arguments.Whole("limit", 20)))
            await call.Output.Item(
                LooseJson.Object(
                    ("path", actor.Path),
                    ("mailbox", actor.Mailbox),
                    ("bands", Bands(actor)),
                    ("per_second", Math.Round(rate, 1)),
                    ("processed", actor.Processed),
                    ("refused", actor.Refused)
                )
            );
        return VerbEnd.Done;
    }

    private static VerbEnd Unknown(NodeCall call, string path)
    {
        var known = call.Inspector.Hierarchy("/", DeepestLevel, Everything).Select(actor => actor.Path).ToList();
        var hint = Nearest.To(path, known) is { } nearest ? $"did you mean {nearest}?" : "'aios actor hierarchy' lists them";
        return VerbEnd.NotFound($"no actor runs at {Shown.Quote(path)}; {hint}");
    }

    private static IEnumerable<(string, object?)> Members(ActorView actor) =>
        [
            ("path", actor.Path),
            ("depth", actor.Depth),
            ("kind", actor.Kind),
            ("mailbox", actor.Mailbox),
            ("processed", actor.Processed),
            ("restarts", actor.Restarts),
            ("last_failure", actor.LastFailure),
            ("slowest_message", actor.SlowestMessage),
            ("slowest_ms", actor.SlowestMs),
        ];

    private static IEnumerable<JsonElement> Bands(ActorView actor) =>
        actor.Bands.Select(band => LooseJson.Object(("priority", band.Priority), ("waiting", band.Waiting)));
}
