using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class ApprovalHandler
{
    public static async Task<VerbEnd> List(NodeCall call)
    {
        var isAll = call.Arguments.Flag("all");
        var limit = (int)call.Arguments.Whole("limit", 50);
        var fit = (await call.Views.Approvals()).Where(each => isAll || each.IsOpen).ToList();
        foreach (var approval in fit.Take(limit))
            await call.Output.Item(LooseJson.Object([.. Members(call, approval)]));
        if (fit.Count > limit)
            await call.Output.More($"showing {limit} of {fit.Count}; --limit N shows more");
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Show(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        if ((await call.Views.Approvals()).FirstOrDefault(each => each.Id.Value == id) is not { } found)
            return VerbEnd.NotFound($"approval {Shown.Quote(id)} is not known; 'aios approvals ls --all' lists those that are");
        await Tell(call, found);
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Approve(NodeCall call)
    {
        var isOnlyPerson = call.Caller.IsOnlyPerson && !(call.Access is { } desk && await desk.HasFurtherApprover(call.Now));
        return await Say(
            call,
            id => new ApprovalProtocol.Approve(
                id,
                call.Arguments.Text("code")!,
                call.Arguments.Text("reason") ?? "",
                call.Caller.Person,
                isOnlyPerson
            )
        );
    }

    public static Task<VerbEnd> Deny(NodeCall call) =>
        Say(call, id => new ApprovalProtocol.Deny(id, call.Arguments.Text("reason")!, call.Caller.Person));

    private static async Task<VerbEnd> Say(NodeCall call, Func<ApprovalId, ApprovalProtocol.ICommand> what)
    {
        var answer = await call.Views.Answer(what(new ApprovalId(call.Arguments.Text("id")!)));
        if (answer.Refusal is { } refusal)
            return answer.Approval is null ? VerbEnd.NotFound($"{refusal}") : VerbEnd.Conflict($"{refusal}");
        await Tell(call, answer.Approval!);
        return VerbEnd.Done;
    }

    private static async Task Tell(NodeCall call, Approval approval)
    {
        var run = await call.Views.Run(approval.Run);
        await call.Output.Item(
            LooseJson.Object([
                .. Members(call, approval),
                ("code", approval.IsOpen ? ApprovalRules.CodeOf(approval) : null),
                ("hash", approval.Hash),
                ("trace_id", approval.TraceId),
                ("run_phase", run?.Phase.Text()),
                ("steps", run?.Plan.Steps.Select(Step) ?? []),
                (
                    "otherwise",
                    run?.Plan.Ladder.SelectMany(rung =>
                        rung.Kind == RungKind.Steps
                            ? rung.Steps.Select(Step)
                            : [LooseJson.Object(("id", rung.Kind.ToString().ToLowerInvariant()))]
                    )
                        ?? []
                ),
            ])
        );
    }

    private static IEnumerable<(string, object?)> Members(NodeCall call, Approval approval) =>
        [
            ("id", approval.Id.Value),
            ("run", approval.Run.Value),
            ("playbook", approval.Playbook.Value),
            ("version", approval.Version),
            ("target", approval.Target),
            ("step", approval.Step),
            ("state", approval.Standing.ToString().ToLowerInvariant()),
            ("need", approval.Need.ToString().ToLowerInvariant()),
            ("signed_by", approval.Signatures.Select(each => each.By)),
            ("text", approval.Text),
            ("asked_at", TimeText.Of(approval.AskedAt)),
            ("expires_at", TimeText.Of(approval.ExpiresAt)),
            ("left_ms", approval.IsOpen ? Math.Max(0, approval.ExpiresAt - call.Now) : null),
            ("decided_at", approval.DecidedAt is { } at ? TimeText.Of(at) : null),
            ("decided_by", approval.DecidedBy.Length > 0 ? approval.DecidedBy : null),
            ("why", approval.Why.Length > 0 ? approval.Why : null),
        ];

    private static JsonElement Step(PlannedStep step) =>
        LooseJson.Object(
            ("id", step.Id),
            ("kind", step.Action.Kind),
            ("risk", step.Risk.ToString().ToLowerInvariant()),
            ("action", ActionText.Of(step.Action)),
            ("undo", step.Undo is { } undo ? ActionText.Of(undo) : null)
        );
}
