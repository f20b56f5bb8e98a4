using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Access;

namespace Aios.Node.Verbs;

/// <summary>
/// Puts on record, whatever front it came in by, what somebody changed or was refused for the role, before anybody is told how it ended.
/// What only looks, and what was not even understood, is not noted.
/// </summary>
internal sealed class AuditedVerbs(IVerbs verbs, IAudit audit, TimeProvider clock) : IVerbs
{
    private readonly NoteBudget _refusals = new(clock);

    public IReadOnlyList<VerbEntry> All => verbs.All;

    public string MembersOf(string schema) => verbs.MembersOf(schema);

    public async Task<VerbEnd> Run(VerbCall call, IVerbOutput output, CancellationToken cancel)
    {
        if (VerbRegistry.Find(call.Verb) is not { } entry)
            return await verbs.Run(call, output, cancel);
        var isPermitted = call.Caller.Role.Permits(entry);
        if (isPermitted && (entry.Effect == VerbEffect.Read || call.Arguments.ContainsKey("dry-run")))
            return await verbs.Run(call, output, cancel);
        VerbEnd end;
        try
        {
            end = await verbs.Run(call, output, cancel);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ClientGoneException)
        {
            await Note(Entry(call, entry, new VerbEnd(ExitCode.Interrupted, "the caller left before it ended")));
            throw;
        }
        if (end.Code == ExitCode.Usage)
            return end;
        if (!isPermitted)
        {
            if (_refusals.Take(out var untold))
                await Note(
                    Entry(call, entry, untold == 0 ? end : VerbEnd.Refused($"{end.Error}; {untold} refusals before it are not on record"))
                );
            return end;
        }
        return await Note(Entry(call, entry, end)) is not { } lost ? end
            : end.Code == ExitCode.Done ? VerbEnd.Failed($"it was done, but {lost}")
            : end with { Error = $"{end.Error}; {lost}" };
    }

    /// <returns>Why it could not be kept; null when it is on record.</returns>
    private async Task<string?> Note(AuditEntry entry)
    {
        try
        {
            await audit.Note(entry);
            return null;
        }
        catch (IOException fault)
        {
            return fault.Message;
        }
    }

    private static AuditEntry Entry(VerbCall call, VerbEntry entry, VerbEnd end) =>
        new(
            call.Caller.Person,
            call.Caller.Detail,
            call.Caller.Role.Text(),
            entry.Name,
            AuditArguments.Of(entry, call.Arguments),
            end.Code,
            end.Error,
            call.Caller.TraceId
        );
}
