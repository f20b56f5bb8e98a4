using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Intake;

/// <summary>Puts what was read on record, all of it or nothing, and says so only after that.</summary>
internal sealed class IntakeDesk(OfficeHost host)
{
    /// <summary>What an item of the answer looks like: as that of <c>events emit</c>.</summary>
    public const string Schema = "aios.emit/1";

    /// <summary>Faults that are listed; the rest is counted.</summary>
    private const int MostFaults = 100;

    /// <param name="action">For the audit: what the sender did, in which form.</param>
    public async Task<Answer> Take(HttpContext context, VerbCaller caller, string action, Reading reading)
    {
        if (reading.IsTooLong)
            return Problems.Answer(context, ProblemKinds.TooLarge, $"at most {Reading.MostEvents} events are taken at once");
        if (reading.Faults.Count > 0)
            return Refused(context, reading.Faults);
        if (reading.Events.Count == 0)
            return Accepted(new EmittedTogether([], []));
        EmittedTogether done;
        try
        {
            done = await host.Views.EmitTogether(reading.Events);
        }
        catch (TimeoutException late)
        {
            return Later(context, late.Message, null);
        }
        if (done.Refusal is { } refusal)
            return done.IsRetryable
                ? Later(context, refusal.ToString(), done.RetryAfter)
                : Problems.Answer(context, ProblemKinds.BadRequest, refusal.ToString(), [refusal.ToString()]);
        return await Note(caller, action, done) is { } lost
            ? Later(context, $"the events are on record, but {lost}; those with an id can be sent again", null)
            : Accepted(done);
    }

    private static Answer Refused(HttpContext context, IReadOnlyList<IntakeFault> faults)
    {
        var more = faults.Count > MostFaults ? $"; {faults.Count - MostFaults} more are not listed" : "";
        return Problems.Answer(
            context,
            ProblemKinds.BadRequest,
            $"nothing was taken: {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}{more}",
            [.. faults.Take(MostFaults).Select(fault => (fault.Why, fault.Pointer))]
        );
    }

    private static Answer Later(HttpContext context, string why, TimeSpan? after) =>
        Problems.Answer(context, ProblemKinds.Unavailable, VerbEnd.Unavailable(why) with { RetryAfter = after });

    private static Answer Accepted(EmittedTogether done) =>
        Answer.Json(
            StatusCodes.Status202Accepted,
            writer =>
            {
                writer.WriteString("schema", Schema);
                writer.WriteNumber("stored", done.Recorded.Count - done.Duplicates.Count);
                writer.WriteNumber("duplicates", done.Duplicates.Count);
                writer.WriteStartArray("items");
                for (var i = 0; i < done.Recorded.Count; i++)
                    LooseJson
                        .Object(
                            ("seq", done.Recorded[i].Seq),
                            ("id", done.Recorded[i].Event.Id.Value),
                            ("type", done.Recorded[i].Event.Type),
                            ("severity", done.Recorded[i].Event.Severity.Text()),
                            ("priority", done.Recorded[i].Event.Priority.Text()),
                            ("duplicate", done.Duplicates.Contains(i))
                        )
                        .WriteTo(writer);
                writer.WriteEndArray();
            }
        );

    /// <returns>Why it could not be kept; null when it is on record.</returns>
    private async Task<string?> Note(VerbCaller caller, string action, EmittedTogether done)
    {
        try
        {
            await host.Audit.Note(
                new AuditEntry(
                    caller.Person,
                    caller.Detail,
                    caller.Role.Text(),
                    action,
                    LooseJson
                        .Object(
                            ("stored", (long)(done.Recorded.Count - done.Duplicates.Count)),
                            ("duplicates", (long)done.Duplicates.Count),
                            ("last_seq", done.Recorded.Max(recorded => recorded.Seq))
                        )
                        .GetRawText(),
                    ExitCode.Done,
                    null,
                    caller.TraceId
                )
            );
            return null;
        }
        catch (IOException fault)
        {
            return fault.Message;
        }
    }
}
