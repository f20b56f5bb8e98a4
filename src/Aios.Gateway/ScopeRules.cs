using Aios.Loop.Effects;
using Aios.Platform.Sockets;

namespace Aios.Gateway;

/// <summary>
/// What may be acted on. Above <see cref="Risk.Reversible"/> what people approved; without them only processes that descend from the node
/// itself, asked at the moment of the effect and not of the event: an event can say anything.
/// </summary>
internal static class ScopeRules
{
    public static string? Refuse(EffectIntent intent) =>
        !intent.Action.IsOutside ? $"a {intent.Action.Kind} step changes nothing outside; the run itself carries it out"
        : intent.Risk <= Risk.Reversible || intent.Approval is not null ? null
        : intent.Action is not EffectAction.SendSignal signal
            ? $"a {intent.Action.Kind} step of risk {intent.Risk.ToString().ToLowerInvariant()} is carried out only when people approved it"
        : Ancestry.IsDescendantOf(signal.Pid, Environment.ProcessId) ? null
        : $"process {signal.Pid} was not started by this node; a signal goes only to what it started itself";
}
