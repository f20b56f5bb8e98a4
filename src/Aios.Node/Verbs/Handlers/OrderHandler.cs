using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Node.Verbs.Handlers;

/// <summary>What people order about playbooks and freezes.</summary>
internal static class OrderHandler
{
    public static Task<VerbEnd> Enable(NodeCall call) =>
        About(call, playbook => new EnablePlaybook(PlaybookGuard.FactsOf(playbook), call.Caller.Detail));

    public static Task<VerbEnd> Disable(NodeCall call) =>
        About(call, playbook => new DisablePlaybook(PlaybookGuard.FactsOf(playbook), Reason(call), call.Caller.Detail));

    public static async Task<VerbEnd> Freeze(NodeCall call) =>
        await Named(call) is { } unknown ? unknown : await Tell(call, new Freeze(Playbook(call), Reason(call), call.Caller.Detail));

    // A playbook that is not loaded any more may still be frozen.
    public static Task<VerbEnd> Thaw(NodeCall call) => Tell(call, new Thaw(Playbook(call), call.Caller.Detail));

    public static Task<VerbEnd> ResetCircuits(NodeCall call) =>
        Tell(call, new ResetCircuits(Playbook(call), call.Arguments.Text("target"), call.Caller.Detail));

    public static Task<VerbEnd> ResetFuse(NodeCall call) => Tell(call, new ResetFuse(Playbook(call), call.Caller.Detail));

    public static async Task<VerbEnd> Tell(NodeCall call, ICommand command)
    {
        switch (await call.Views.Order(command))
        {
            case Ordered ordered:
                await call.Output.Item(LooseJson.Object(("said", ordered.Said)));
                return VerbEnd.Done;
            case Refused refused:
                return command is RemoveSilence
                    ? VerbEnd.NotFound($"{refused.Refusal}")
                    : VerbEnd.Failed($"{refused.Refusal}") with
                    {
                        Fault = VerbFault.Conflict,
                    };
            case var other:
                return VerbEnd.Failed($"the orders answered {other.GetType().Name}");
        }
    }

    private static async Task<VerbEnd> About(NodeCall call, Func<Playbook, ICommand> command)
    {
        var id = call.Arguments.Text("id")!;
        var all = await call.Views.Playbooks();
        return all.FirstOrDefault(view => view.Playbook.Id.Value == id) is { } found
            ? await Tell(call, command(found.Playbook))
            : PlaybookHandler.Unknown(id, all);
    }

    private static async Task<VerbEnd?> Named(NodeCall call)
    {
        if (Playbook(call) is not { } playbook)
            return null;
        var all = await call.Views.Playbooks();
        return all.Any(view => view.Playbook.Id == playbook) ? null : PlaybookHandler.Unknown(playbook.Value, all);
    }

    private static PlaybookId? Playbook(NodeCall call) => call.Arguments.Text("playbook") is { } id ? new PlaybookId(id) : null;

    private static string Reason(NodeCall call) => call.Arguments.Text("reason") ?? "";
}
