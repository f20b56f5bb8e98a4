using System.Diagnostics;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>Who came in and who was turned away, on record.</summary>
internal sealed class AccessNotes(IAudit audit, TimeProvider clock)
{
    private readonly NoteBudget _strangers = new(clock);
    private readonly NoteBudget _refusals = new(clock);

    /// <exception cref="IOException">It could not be kept; nobody may come in unseen.</exception>
    public Task Passed(HttpContext context, string person, VerbRole role, string action) =>
        audit.Note(Entry(context, person, role.Text(), action, "{}", ExitCode.Done, null));

    public Task TurnedAway(HttpContext context, string why) =>
        Bounded(_strangers, Entry(context, "", "", "login", "{}", ExitCode.Refused, why));

    public Task Refused(HttpContext context, VerbCaller caller, string why) =>
        Bounded(
            _refusals,
            Entry(
                context,
                caller.Person,
                caller.Role.Text(),
                "refused",
                LooseJson.Object(("method", context.Request.Method), ("path", Path(context))).GetRawText(),
                ExitCode.Refused,
                why
            )
        );

    private async Task Bounded(NoteBudget budget, AuditEntry entry)
    {
        if (!budget.Take(out var untold))
            return;
        try
        {
            await audit.Note(untold == 0 ? entry : entry with { Arguments = LooseJson.Object(("untold", untold)).GetRawText() });
        }
        catch (IOException)
        {
            // Who is refused is refused, on record or not; the journal tells of its own trouble.
        }
    }

    private static string Path(HttpContext context) => context.Request.Path.Value is { Length: <= 200 } path ? path : "(long)";

    private static AuditEntry Entry(
        HttpContext context,
        string person,
        string role,
        string action,
        string arguments,
        int code,
        string? error
    ) =>
        new(
            person,
            $"{(person.Length > 0 ? person : "somebody")} from {context.Connection.RemoteIpAddress}",
            role,
            action,
            arguments,
            code,
            error,
            Activity.Current?.TraceId.ToHexString()
        );
}
