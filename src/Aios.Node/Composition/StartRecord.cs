using Aios.Actors.Spine;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Composition;

/// <summary>What the log is told when a node starts.</summary>
internal static class StartRecord
{
    /// <param name="before">What the log said until then: an earlier start without a stop was a crash.</param>
    public static IEnumerable<Event> Of(NodeHost host, Recollection before)
    {
        if (before.UnfinishedStart is { } crashed)
            yield return host.Shell.Note(
                EventTypes.NodeCrashed,
                "aios/node",
                Severity.Error,
                LooseJson.Object(
                    ("epoch", crashed.Epoch),
                    ("started_seq", crashed.Seq),
                    ("last_seq", before.Seq),
                    ("runs_open", before.ActiveRuns.Count)
                )
            );
        var recovery = host.Log.Recovery;
        yield return host.Shell.Note(
            EventTypes.NodeStarted,
            "aios/node",
            Severity.Info,
            LooseJson.Object([
                ("pid", Environment.ProcessId),
                ("version", NodeVersion.Text),
                ("epoch", host.Identity.Incarnation),
                ("torn_bytes_cut", recovery.CutBytes),
                ("torn_kept", recovery.CutKept),
                ("repair", host.Repair),
                ("days_renamed", recovery.Renamed is { Count: > 0 } renamed ? renamed : null),
                ("left_behind", LeftText.Names(host.LeftBehind)),
            ])
        );
    }
}
