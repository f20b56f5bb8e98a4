using System.Security.Cryptography;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Api;

/// <summary>
/// Verbs that take as long as the disk does: begun with a 202, told of at <c>/api/v1/operations/{id}</c> afterwards.
/// Kept in memory: the last hundred that are over, until the node ends.
/// </summary>
internal sealed class Operations(OfficeHost host)
{
    public const string Path = RouteTable.Root + "/operations";
    public const int MostOver = 100;

    private readonly object _lock = new();
    private readonly List<Operation> _all = [];

    /// <summary>What ends at once, such as a refusal, is answered as it is.</summary>
    public async Task<Answer> Begin(HttpContext context, VerbCall call, VerbEntry verb)
    {
        var output = new ItemsOutput(verb);
        var running = host.Verbs.Run(call, output, ApiCall.Stopping(context));
        if (running.IsCompleted)
            return ApiCall.Answer(context, await running, output);
        var operation = new Operation(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            verb,
            call.Caller.Person,
            host.Clock.GetUtcNow()
        );
        lock (_lock)
        {
            if (_all.Count(each => each.Ended is not null) is var over && over >= MostOver)
                _all.Remove(_all.First(each => each.Ended is not null));
            _all.Add(operation);
        }
        _ = Watch(operation, running, output);
        return Told(operation, 202) with { Location = operation.Location };
    }

    /// <summary>Null when it is not known, or the caller may neither have begun nor begin it.</summary>
    public Answer? Find(string id, VerbCaller caller)
    {
        lock (_lock)
            return _all.Find(each => each.Id == id) is { } found && (found.Person == caller.Person || caller.Role.Permits(found.Verb))
                ? Told(found, 200)
                : null;
    }

    private async Task Watch(Operation operation, Task<VerbEnd> running, ItemsOutput output)
    {
        VerbEnd end;
        try
        {
            end = await running;
        }
        catch (OperationCanceledException)
        {
            end = new VerbEnd(ExitCode.Interrupted, "the node is stopping");
        }
        catch (Exception error)
        {
            host.Fault(error);
            end = VerbEnd.Failed($"{error.GetType().Name}; the log of the node says more");
        }
        lock (_lock)
            operation.Ended = (end, host.Clock.GetUtcNow(), output);
    }

    private static Answer Told(Operation operation, int status) =>
        Answer.Json(
            status,
            writer =>
            {
                writer.WriteString("id", operation.Id);
                writer.WriteString("verb", operation.Verb.Name);
                writer.WriteString("location", operation.Location);
                writer.WriteString("started_at", operation.StartedAt.UtcDateTime);
                if (operation.Ended is not var (end, at, output))
                {
                    writer.WriteString("state", "running");
                    return;
                }
                var problem = ProblemKinds.Of(end);
                writer.WriteString("state", problem is null ? "done" : "failed");
                writer.WriteString("ended_at", at.UtcDateTime);
                if (problem is null)
                {
                    writer.WritePropertyName("answer");
                    writer.WriteRawValue(output.Answer(end).Body);
                    return;
                }
                writer.WriteString("problem", problem.Type);
                writer.WriteNumber("code", end.Code);
                writer.WriteString("detail", end.Error);
            }
        );

    private sealed record Operation(string Id, VerbEntry Verb, string Person, DateTimeOffset StartedAt)
    {
        public string Location => $"{Path}/{Id}";

        public (VerbEnd End, DateTimeOffset At, ItemsOutput Output)? Ended { get; set; }
    }
}
