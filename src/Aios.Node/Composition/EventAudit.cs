using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Node.Composition;

/// <summary>The audit as events of the log, so that its hash chain guards it too.</summary>
internal sealed class EventAudit(NodeHost host) : IAudit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task Note(AuditEntry entry)
    {
        var noted = host.Shell.Note(
            EventTypes.AuditNoted,
            "aios/audit",
            entry.Code == ExitCode.Refused ? Severity.Warn : Severity.Info,
            LooseJson.Object(
                ("person", entry.Person),
                ("detail", entry.Detail),
                ("role", entry.Role),
                ("action", entry.Action),
                ("arguments", entry.Arguments),
                ("code", entry.Code),
                ("error", entry.Error)
            ),
            traceId: entry.TraceId
        );
        object answer;
        try
        {
            answer = await host.Stages.Journal.Ask<object>(Append.One(noted), Patience);
        }
        catch (AskTimeoutException late)
        {
            throw new IOException($"the audit could not be kept: the journal did not answer within {Patience.TotalSeconds:0} s", late);
        }
        if (answer is AppendFailed failed)
            throw new IOException($"the audit could not be kept: {failed.Why}. {failed.Remedy}.");
    }

    public Task<IReadOnlyList<AuditRecord>> Query(AuditQuery query) =>
        Task.Run<IReadOnlyList<AuditRecord>>(() =>
        {
            var filter = new EventFilter
            {
                Type = EventTypes.AuditNoted,
                FromTime = query.Since ?? long.MinValue,
                ToTime = query.Until ?? long.MaxValue,
                Where = recorded => Fits(Entry(recorded.Event), query),
                Last = query.Limit,
            };
            try
            {
                return
                [
                    .. host.Log.Reader().Query(filter).Select(each => new AuditRecord(each.Seq, each.Event.Timestamp, Entry(each.Event))),
                ];
            }
            catch (LogCorruptException corrupt)
            {
                throw new IOException(corrupt.Message, corrupt);
            }
        });

    public Task<AuditCheck> Verify() =>
        Task.Run(() =>
        {
            var reader = host.Log.Reader();
            var report = reader.Verify();
            // What a broken chain tells is nothing to count.
            var entries = report.Fault is null
                ? reader.Query(new() { Type = EventTypes.AuditNoted, ToSeq = report.LastSeq }).LongCount()
                : 0;
            return new AuditCheck(report.Records, entries, report.LastSeq, report.LastHash, report.Fault?.ToString());
        });

    private static bool Fits(AuditEntry entry, AuditQuery query) =>
        (query.Person is null || entry.Person == query.Person) && (query.Action is null || entry.Action == query.Action);

    private static AuditEntry Entry(Event noted)
    {
        return new AuditEntry(
            Text("person") ?? "",
            Text("detail") ?? "",
            Text("role") ?? "",
            Text("action") ?? "",
            Text("arguments") ?? "{}",
            Member("code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) ? number : 0,
            Text("error"),
            noted.TraceId
        );

        JsonElement? Member(string name) =>
            noted.Payload is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty(name, out var value) ? value : null;

        string? Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }
}
