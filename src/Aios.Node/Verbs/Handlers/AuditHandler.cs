using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class AuditHandler
{
    /// <summary>Oldest first.</summary>
    public static async Task<VerbEnd> Query(NodeCall call)
    {
        var query = new AuditQuery(
            call.Arguments.Text("person"),
            call.Arguments.Text("action"),
            call.Arguments.Whole("since"),
            call.Arguments.Whole("until"),
            (int)call.Arguments.Whole("limit", 50)
        );
        var found = await call.Desk.Audit.Query(query);
        foreach (var (seq, at, entry) in found)
            await call.Output.Item(
                LooseJson.Object(
                    ("seq", seq),
                    ("at", TimeText.Of(at)),
                    ("person", entry.Person),
                    ("detail", entry.Detail),
                    ("role", entry.Role),
                    ("action", entry.Action),
                    ("arguments", entry.Arguments),
                    ("code", entry.Code),
                    ("error", entry.Error),
                    ("trace_id", entry.TraceId)
                )
            );
        if (found.Count == query.Limit)
            await call.Output.Progress($"showing the newest {query.Limit}; --limit N shows more");
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Verify(NodeCall call)
    {
        var check = await call.Desk.Audit.Verify();
        await call.Output.Item(
            LooseJson.Object(
                ("intact", check.Fault is null),
                ("records", check.Records),
                ("entries", check.Entries),
                ("last_seq", check.LastSeq),
                ("last_hash", check.LastHash),
                ("fault", check.Fault)
            )
        );
        return check.Fault is null ? VerbEnd.Done : VerbEnd.Failed($"{check.Fault}. 'aios events verify' says what to do.");
    }
}
