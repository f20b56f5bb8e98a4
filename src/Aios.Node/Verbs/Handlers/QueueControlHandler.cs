using System.Text.Json;
using Aios.Loop.Scheduling;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Output;
using static Aios.Loop.Scheduling.QueueProtocol;

namespace Aios.Node.Verbs.Handlers;

/// <summary>Stops the queue, lets it go on, takes events out of it and brings them back.</summary>
internal static class QueueControlHandler
{
    private static readonly string[] Filters = ["seq", "type", "priority", "source", "older-than"];

    public static Task<VerbEnd> Pause(NodeCall call) => Change(call, QueueMode.Paused);

    public static Task<VerbEnd> Drain(NodeCall call) => Change(call, QueueMode.Draining);

    public static Task<VerbEnd> Resume(NodeCall call) => Change(call, QueueMode.Running);

    public static async Task<VerbEnd> Cancel(NodeCall call)
    {
        if (Refuse(call) is { } end)
            return end;
        var isDry = call.Arguments.Flag("dry-run");
        return await Tell(
            call,
            "cancel",
            await call.Views.CancelQueued(new CancelEvents(FilterOf(call), ReasonOf(call), call.Caller.Detail, isDry))
        );
    }

    public static async Task<VerbEnd> Requeue(NodeCall call)
    {
        if (Refuse(call) is { } end)
            return end;
        var found = await call.Views.FindRequeueable(FilterOf(call));
        if (found.Events.Count == 0 && call.Arguments.Whole("seq") is { } seq)
            return VerbEnd.Failed(
                $"event {seq} cannot come back: the newest decision about it is neither shed nor cancel; "
                    + $"'aios decisions search \"event {seq}\"' shows what was decided"
            ) with
            {
                Fault = VerbFault.Conflict,
            };
        if (call.Arguments.Flag("dry-run"))
            return await Tell(call, "requeue", found);
        return await Tell(
            call,
            "requeue",
            await call.Views.Requeue(new RequeueEvents(found.Events, ReasonOf(call), call.Caller.Detail, found.Left))
        );
    }

    private static async Task<VerbEnd> Change(NodeCall call, QueueMode mode)
    {
        var reply = await call.Views.ChangeQueue(new ChangeStanding(mode, ReasonOf(call), call.Caller.Detail));
        if (reply is not Stands { Standing: var standing } stands)
            return End(reply);
        await call.Output.Item(
            LooseJson.Object(
                ("standing", StandingText.Word(standing.Mode)),
                ("since", TimeText.Of(standing.SinceWall)),
                ("by", standing.By),
                ("reason", standing.Reason),
                ("steps_running", stands.StepsRunning),
                ("waiting", stands.Waiting)
            )
        );
        return VerbEnd.Done;
    }

    private static VerbEnd? Refuse(NodeCall call)
    {
        var arguments = call.Arguments;
        var isNarrow = Filters.Any(arguments.Flag);
        if (isNarrow == arguments.Flag("all"))
            return VerbEnd.Usage(
                isNarrow
                    ? "--all and a filter exclude each other"
                    : "which events? Give a sequence number, --type, --priority, --source, --older-than, or --all"
            );
        return arguments.Flag("dry-run") || arguments.Flag("yes")
            ? null
            : new VerbEnd(ExitCode.Refused, "it needs --yes; --dry-run shows which events it would be");
    }

    private static QueueFilter FilterOf(NodeCall call)
    {
        var arguments = call.Arguments;
        return new QueueFilter(
            arguments.Whole("seq"),
            arguments.Text("type"),
            Words.TryParse(arguments.Text("priority"), out Priority priority) ? priority : null,
            arguments.Text("source"),
            arguments.Whole("older-than")
        );
    }

    private static string ReasonOf(NodeCall call) => call.Arguments.Text("reason") ?? "by hand";

    private static async Task<VerbEnd> Tell(NodeCall call, string verb, IReply reply)
    {
        if (reply is not Chosen chosen)
            return End(reply);
        await call.Output.Item(
            LooseJson.Object(
                ("verb", verb),
                ("applied", chosen.IsDone),
                ("count", chosen.Events.Count),
                ("left", chosen.Left),
                ("reason", chosen.IsDone ? ReasonOf(call) : null),
                ("events", chosen.Events.Select(Event))
            )
        );
        if (chosen.Left > 0)
            await call.Output.Progress($"{chosen.Left} more fit: one command changes at most {QueueFilter.MostAtOnce}; give it again");
        return VerbEnd.Done;
    }

    private static JsonElement Event(RecordedEvent recorded) =>
        LooseJson.Object(
            ("seq", recorded.Seq),
            ("priority", recorded.Event.Priority.Text()),
            ("type", recorded.Event.Type),
            ("source", recorded.Event.Source),
            ("at", TimeText.Of(recorded.Event.Timestamp))
        );

    private static VerbEnd End(IReply reply) =>
        reply is Refused { Refusal: var refusal }
            ? VerbEnd.Conflict(refusal.ToString())
            : VerbEnd.Failed($"the scheduler answered {reply.GetType().Name}");
}
