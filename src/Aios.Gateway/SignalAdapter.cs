using Aios.Loop.Effects;
using Aios.Platform.Processes;

namespace Aios.Gateway;

/// <summary>Signals exactly the process that the event named; who took over its pid is left alone.</summary>
public sealed class SignalAdapter : IEffectAdapter
{
    public string Kind => "signal";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) => Task.FromResult(Send((EffectAction.SendSignal)action));

    private static AdapterResult Send(EffectAction.SendSignal wanted)
    {
        if (!Signal.TryParse(wanted.Signal, out var signal))
            return Refused($"there is no signal '{wanted.Signal}'; allowed are {string.Join(", ", Signal.All)}");
        if (wanted.Pid <= 1)
            return Refused($"the pid is {wanted.Pid}; it must be 2 or more (1 is the system itself)");
        if (wanted.Pid == Environment.ProcessId)
            return Refused($"{wanted.Pid} is this node itself; stop it by its own command");
        if (wanted.StartTime <= 0)
            return Refused($"the start time of process {wanted.Pid} is not known, so it could be another one by now");
        var process = $"process {wanted.Pid} (started at tick {wanted.StartTime})";
        return Pidfd.SendSignal(wanted.Pid, wanted.StartTime, signal) switch
        {
            SignalResult.Sent => new(EffectResult.Ok, $"{signal} sent to {process}"),
            SignalResult.Gone => new(EffectResult.NotFound, $"{process} has ended"),
            SignalResult.Replaced => Refused($"another process has taken over the pid of {process}; it was not signalled"),
            SignalResult.NotPermitted => Refused($"this user may not signal {process}"),
            SignalResult.NotNow => new(EffectResult.Error, $"{process} was not signalled: no descriptor or no memory is left"),
            _ => new(EffectResult.Error, "the kernel cannot signal safely: Linux 5.3 or newer is needed"),
        };
    }

    private static AdapterResult Refused(string why) => new(EffectResult.Refused, why);
}
