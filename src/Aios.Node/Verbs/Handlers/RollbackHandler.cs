using System.Globalization;
using System.Text.Json;
using Aios.Loop.Rollback;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Rollback.RollbackProtocol;

namespace Aios.Node.Verbs.Handlers;

internal static class RollbackHandler
{
    /// <summary>Oldest first.</summary>
    public static async Task<VerbEnd> Snapshots(NodeCall call)
    {
        foreach (var reply in await call.Views.Snapshots(call.Arguments.Text("actor")))
        {
            if (reply is not Snapshots found)
                return End(reply);
            foreach (var item in found.Kept.Items)
                await call.Output.Item(
                    LooseJson.Object(
                        ("actor", found.Actor),
                        ("id", RollbackRules.NameOf(found.Actor, item)),
                        ("seq", item.Seq),
                        ("at", TimeText.Of(item.AtWall))
                    )
                );
            await call.Output.Progress(
                found.Fixed is { } why
                    ? $"{found.Actor}: {why}"
                    : $"{found.Actor}: every state from {found.Kept.FromSeq} to {found.LastSeq} can be had by its number"
            );
        }
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Actors(NodeCall call)
    {
        foreach (var reply in await call.Views.Snapshots(null))
        {
            if (reply is not Snapshots found)
                return End(reply);
            await call.Output.Item(
                LooseJson.Object(
                    ("actor", found.Actor),
                    ("from_seq", found.Kept.FromSeq),
                    ("last_seq", found.LastSeq),
                    ("snapshots", found.Kept.Items.Length),
                    ("fixed", found.Fixed)
                )
            );
        }
        return VerbEnd.Done;
    }

    /// <summary>Does nothing unless the caller says that it was asked: <c>yes</c>.</summary>
    public static async Task<VerbEnd> Rollback(NodeCall call)
    {
        var (actor, text) = (call.Arguments.Text("actor")!, call.Arguments.Text("to")!);
        if (Target(text, call.Clock.GetUtcNow()) is not { } target)
            return VerbEnd.Usage(
                $"--to is {Shown.Quote(text)}; it must be a sequence number, a snapshot (score@300), or {TimeText.Allowed}"
            );
        var (isDry, isAsked) = (call.Arguments.Flag("dry-run"), call.Arguments.Flag("yes"));
        if (!isDry && !isAsked)
            return new VerbEnd(ExitCode.Refused, "a rollback needs --yes; --dry-run shows what it would change");
        var reason = call.Arguments.Text("reason") ?? "by hand";
        var reply = isDry
            ? await call.Views.PreviewRollback(actor, target)
            : await call.Views.Rollback(actor, new Rollback(target, reason, call.Caller.Person));
        switch (reply)
        {
            case Preview preview:
                await call.Output.Item(LooseJson.Object([("applied", false), .. Members(preview)]));
                return VerbEnd.Done;
            case Applied applied:
                await call.Output.Item(
                    LooseJson.Object([
                        ("applied", true),
                        ("seq", applied.Seq),
                        ("reason", reason),
                        ("undo", $"aios rollback {actor} --to {applied.Preview.FromSeq}"),
                        .. Members(applied.Preview),
                    ])
                );
                return VerbEnd.Done;
            default:
                return End(reply);
        }
    }

    private static RollbackTarget? Target(string text, DateTimeOffset now) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? new RollbackTarget(Seq: seq)
        : text.Contains('@') ? new RollbackTarget(Snapshot: text)
        : TimeText.Parse(text, now) is long wall ? new RollbackTarget(Wall: wall)
        : null;

    private static IEnumerable<(string, object?)> Members(Preview preview) =>
        [
            ("actor", preview.Actor),
            ("from_seq", preview.FromSeq),
            ("to_seq", preview.ToSeq),
            ("at", TimeText.Of(preview.ToWall)),
            ("differences", preview.Differences.Select(Difference)),
        ];

    private static JsonElement Difference(Difference difference) =>
        LooseJson.Object(("member", difference.Member), ("now", difference.Now), ("then", difference.Then));

    private static VerbEnd End(IReply reply) =>
        reply is Refused { Refusal: var refusal }
            ? VerbEnd.NotFound($"{refusal}")
            : VerbEnd.Failed($"the actor answered {reply.GetType().Name}");
}
