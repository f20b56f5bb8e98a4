using Aios.Actors.Spine;
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
            "http/office",
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
        if (await host.Stages.Journal.Ask<object>(Append.One(noted), Patience) is AppendFailed failed)
            throw new IOException($"the audit could not be kept: {failed.Why}. {failed.Remedy}.");
    }
}
