using Aios.Loop.Effects;
using Aios.Platform.Machine;
using Aios.Platform.Sockets;

namespace Aios.Gateway;

/// <summary>
/// What may be acted on. Above <see cref="Risk.Reversible"/> what people approved; without them only processes that descend from the node
/// itself. What names its own process reaches no other, whoever approved it. All is asked at the moment of the effect and not of the event:
/// an event can say anything.
/// </summary>
internal static class ScopeRules
{
    public static AdapterResult? Refuse(EffectIntent intent) =>
        !intent.Action.IsOutside ? Refused($"a {intent.Action.Kind} step changes nothing outside; the run itself carries it out")
        : intent.Action.Own is { } own ? NotOwn(own)
        : intent.Risk <= Risk.Reversible || intent.Approval is not null ? null
        : intent.Action is not EffectAction.SendSignal signal
            ? Refused(
                $"a {intent.Action.Kind} step of risk {intent.Risk.ToString().ToLowerInvariant()} is carried out only when people approved it"
            )
        : IsOwn(signal.Pid) ? null
        : Refused($"process {signal.Pid} was not started by this node; a signal goes only to what it started itself");

    private static AdapterResult? NotOwn(OwnProcess process)
    {
        var identity = new ProcessIdentity(process.Pid, process.StartTime);
        return !identity.IsRunning ? new AdapterResult(EffectResult.NotFound, $"process {identity} has ended")
            : IsOwn(process.Pid) ? null
            : Refused($"process {process.Pid} was not started by this node; the playbook reaches only what it started itself");
    }

    private static bool IsOwn(int pid) => Ancestry.IsSurelyDescendantOf(pid, Environment.ProcessId);

    private static AdapterResult Refused(string why) => new(EffectResult.Refused, why);
}
