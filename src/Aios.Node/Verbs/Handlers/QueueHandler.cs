using System.Text.Json;
using Aios.Loop.Scheduling;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Output;

namespace Aios.Node.Verbs.Handlers;

internal static class QueueHandler
{
    private const int MostWaiting = 100;

    public static async Task<VerbEnd> List(NodeCall call)
    {
        var queue = await call.Views.Queue();
        await call.Output.Item(
            LooseJson.Object(
                ("standing", StandingText.Word(queue.Standing.Mode)),
                ("since", queue.Standing.IsHalted ? TimeText.Of(queue.Standing.SinceWall) : null),
                ("by", queue.Standing.IsHalted ? queue.Standing.By : null),
                ("reason", queue.Standing.IsHalted ? queue.Standing.Reason : null),
                ("policy", queue.Policy.ToString().ToLowerInvariant()),
                ("lanes", Enumerable.Range(0, queue.Depth.Count).Select(lane => Lane(queue, lane))),
                ("waiting", queue.Waiting.Take(MostWaiting).Select(entry => Entry(queue, entry))),
                ("waiting_for_slots", queue.WaitingForSlots.Take(MostWaiting).Select(Request)),
                ("running", queue.Running.Select(Slot)),
                ("max_concurrent", queue.MaxConcurrent),
                ("checkpoint", queue.Checkpoint),
                ("last_seen", queue.LastSeen),
                ("in_log", queue.InLog),
                ("passed", queue.Passed),
                ("dispatched", queue.Dispatched),
                ("shed", queue.Shed),
                ("superseded", queue.Superseded),
                ("cancelled", queue.Cancelled)
            )
        );
        if (queue.Depth.Sum() is var all && all > MostWaiting)
            await call.Output.More($"showing the first {MostWaiting} of {all} waiting events");
        return VerbEnd.Done;
    }

    private static JsonElement Lane(SchedulingProtocol.Queue queue, int lane) =>
        LooseJson.Object(
            ("priority", ((Priority)lane).Text()),
            ("depth", queue.Depth[lane]),
            ("oldest_wait_ms", lane < queue.OldestWaitMs.Count ? queue.OldestWaitMs[lane] : 0L)
        );

    // Arrivals are monotonic times; what a lane's oldest entry waits is the only link to now.
    private static JsonElement Entry(SchedulingProtocol.Queue queue, QueuedEvent entry)
    {
        var lane = (int)entry.Priority;
        var oldest = queue.Waiting.Where(other => other.Priority == entry.Priority).Min(other => other.Arrived);
        var waited = lane < queue.OldestWaitMs.Count ? queue.OldestWaitMs[lane] - (entry.Arrived - oldest) : 0;
        return LooseJson.Object(
            ("seq", entry.Seq),
            ("type", entry.Recorded.Event.Type),
            ("source", entry.Recorded.Event.Source),
            ("priority", entry.Priority.Text()),
            ("waited_ms", Math.Max(0, waited)),
            ("left_ms", Math.Max(0, entry.DeadlineAt - entry.Arrived - waited))
        );
    }

    private static JsonElement Request(SlotRequest request) =>
        LooseJson.Object(
            ("run", request.Run.Value),
            ("step", request.Step),
            ("priority", request.Priority.Text()),
            ("continuation", request.IsContinuation)
        );

    private static JsonElement Slot(SchedulingProtocol.SlotGranted slot) =>
        LooseJson.Object(("run", slot.Run.Value), ("step", slot.Step), ("priority", slot.Priority.Text()), ("waited_ms", slot.WaitedMs));
}
