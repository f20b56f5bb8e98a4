using Aios.Gateway.Files;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Processes;

namespace Aios.Gateway.Services;

/// <summary>Starts, stops, restarts or reloads a listed service by systemd, after it has kept whether the service ran.</summary>
/// <param name="services">Names of <c>aios.targets.services</c>; <c>.service</c> may be left out.</param>
/// <param name="systemd">How systemd is reached.</param>
public sealed class ServiceAdapter(IReadOnlyList<string> services, SnapshotStore snapshots, Systemd systemd) : IEffectAdapter, IRestores
{
    /// <summary>How what a sensor looks at is restarted: <c>aios.targets.restarts</c>.</summary>
    public IReadOnlyList<RestartTarget> Restarts { get; init; } = [];

    private const string Unit = ".service";
    private const string Active = "active";

    string IEffectAdapter.Kind => "service";

    string IRestores.Kind => "service";

    public async Task<AdapterResult> Do(EffectAction action, TimeSpan timeout)
    {
        var wanted = (EffectAction.ControlService)action;
        if (Restarts.FirstOrDefault(listed => listed.Target == wanted.Name) is { } restart && wanted.Do == ServiceChange.Restart)
            return restart.Service is { } service
                ? systemd.Absent is { } absent
                    ? Refused($"{restart.Target} is restarted as the service {service}: {absent}")
                    : await Tell(wanted with { Name = service }, timeout).ConfigureAwait(false)
                : await RestartProgram.Run(restart, timeout).ConfigureAwait(false);
        return Fault(wanted.Name) is { } fault ? Refused(fault) : await Tell(wanted, timeout).ConfigureAwait(false);
    }

    private async Task<AdapterResult> Tell(EffectAction.ControlService wanted, TimeSpan timeout)
    {
        var before = await systemd.State(wanted.Name, timeout).ConfigureAwait(false);
        if (before.State is not { } state)
            return before.Failure!;
        try
        {
            snapshots.Keep(wanted.Snapshot, new Snapshot("service", [], wanted.Name, state));
        }
        catch (IOException error)
        {
            return new AdapterResult(EffectResult.Error, $"not done, because its state before cannot be kept: {error.Message}");
        }
        var word = wanted.Do.ToString().ToLowerInvariant();
        var done = await systemd.Tell(word, wanted.Name, timeout).ConfigureAwait(false);
        return done with { Detail = $"{word} {wanted.Name} (it was {state}): {done.Detail}" };
    }

    public async Task<AdapterResult> Restore(string name, Snapshot snapshot, TimeSpan timeout)
    {
        if (snapshot.Key is not { } service || Fault(service) is not null)
            return Refused($"{name} was kept of a service that is not listed in aios.targets.services");
        var now = await systemd.State(service, timeout).ConfigureAwait(false);
        if (now.State is not { } state)
            return now.Failure!;
        if ((state == Active) == (snapshot.Value == Active))
            return new AdapterResult(EffectResult.Ok, $"{service} is {state}, as it was");
        var done = await systemd.Tell(snapshot.Value == Active ? "start" : "stop", service, timeout).ConfigureAwait(false);
        return done with { Detail = $"{service} was {snapshot.Value} and was {state} now: {done.Detail}" };
    }

    private string? Fault(string name) =>
        name.StartsWith('-') || !services.Any(listed => Full(listed) == Full(name))
            ? $"the service {Shown.Quote(name)} is not listed in aios.targets.services"
            : systemd.Absent;

    private static string Full(string name) => name.Contains('.') ? name : name + Unit;

    private static AdapterResult Refused(string why) => new(EffectResult.Refused, why);
}
