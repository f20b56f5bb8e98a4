using Aios.Loop.Safety;
using Aios.Loop.Sensing;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;

namespace Aios.Node.Composition;

/// <summary>What the safeguards say of themselves.</summary>
internal static class SafetyViews
{
    /// <summary>One line for each freeze.</summary>
    public static IReadOnlyList<string> Frozen(OrdersState? orders) =>
        orders is null
            ? []
            :
            [
                .. orders.FrozenAll is { } all
                    ? [$"FROZEN: nothing is executed, {OrdersRules.Told(all)}; 'aios thaw' ends it"]
                    : (string[])[],
                .. orders
                    .Frozen.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair =>
                        $"FROZEN: {pair.Key} is not executed, {OrdersRules.Told(pair.Value)}; 'aios thaw --playbook {pair.Key}' ends it"
                    ),
            ];

    public static SafetyView Of(SafetyState state, SafetySettings settings, long now) =>
        new(CircuitRules.NotClosed(state, settings, now), FuseRules.Of(state, settings, now), settings, now);

    public static IReadOnlyList<TargetView> Targets(TargetSettings targets, IMachine machine) =>
        [
            .. targets.Processes.Select(name => Process(name, machine)),
            .. targets.Folders.Select(folder =>
                Directory.Exists(folder)
                    ? new TargetView("folder", folder, true, "it is there")
                    : new TargetView("folder", folder, false, "there is no such folder")
            ),
            .. targets.Services.Select(name => new TargetView("service", name, null, "nobody looks at it")),
            .. targets.Expendable.Select(folder =>
                Directory.Exists(folder)
                    ? new TargetView("expendable", folder, true, "it is there")
                    : new TargetView("expendable", folder, false, "there is no such folder")
            ),
            .. targets.Urls.Select(url => new TargetView("url", url, null, "nobody looks at it")),
            .. targets.Ports.Select(port => Looked("port", port)),
            .. targets.Health.Select(health => Looked("url", health.Url)),
            .. targets.Certificates.Select(certificate => Looked("certificate", certificate)),
            .. targets.Files.Select(file =>
                Path.Exists(file.Path)
                    ? new TargetView("file", file.Path, true, "it is there")
                    : new TargetView("file", file.Path, false, "there is no such file or folder")
            ),
            .. targets.Programs.Select(program => Looked("program", program.Name)),
            .. targets.Restarts.Select(Restart),
        ];

    private static TargetView Restart(RestartTarget restart) =>
        restart.Service is { } service ? new TargetView("restart", restart.Target, null, $"by the service {service}")
        : File.Exists(restart.Command[0]) ? new TargetView("restart", restart.Target, true, $"by {restart.Command[0]}")
        : new TargetView("restart", restart.Target, false, $"there is no program {restart.Command[0]}");

    private static TargetView Looked(string kind, string name) => new(kind, name, null, "aios sensors ls says what its sensor saw");

    private static TargetView Process(string name, IMachine machine)
    {
        IReadOnlyList<ProcessIdentity> found =
            !name.StartsWith('/') ? machine.FindByName(name)
            : machine.FindByPidFile(name) is { } one ? [one]
            : [];
        return found.Count == 0
            ? new TargetView("process", name, false, "no such process runs")
            : new TargetView("process", name, true, $"pid {string.Join(", ", found.Select(each => each.Pid).Order().Take(10))}");
    }
}
