using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <content>What steps may reach beyond processes and folders.</content>
public sealed partial record TargetSettings
{
    /// <summary>Absolute paths of folders in which nobody needs what a clean-up deletes: it is not kept.</summary>
    public IReadOnlyList<string> Expendable { get; init; } = [];

    /// <summary>Beginnings of URLs that steps may ask, and addresses or networks (<c>10.0.0.0/8</c>) that their hosts may have.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Names of services that steps may start, stop, restart or reload.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>How what sensors look at is restarted.</summary>
    public IReadOnlyList<RestartTarget> Restarts { get; init; } = [];

    /// <summary>True when the target of an alert may be restarted.</summary>
    public bool MayRestart(string target) => Restarts.Any(listed => listed.Target == target);

    private Faults CheckSteps(Faults faults)
    {
        foreach (var twice in Restarts.GroupBy(listed => listed.Target).Where(group => group.Count() > 1))
            faults.That(false, "restarts", twice.Key, "the target of one entry only");
        foreach (var folder in Expendable)
            faults.That(
                folder.StartsWith('/') && folder.Trim('/').Length > 0 && !$"{folder}/".Contains("/../", StringComparison.Ordinal),
                "expendable",
                folder,
                "an absolute path without .., and not the whole machine"
            );
        foreach (var url in Urls)
            faults.That(UrlText.IsPrefix(url) || UrlText.IsNetwork(url), "urls", url, UrlText.Allowed);
        foreach (var service in Services)
            faults.That(
                service.Length is > 0 and <= 256
                    && !service.StartsWith('-')
                    && service.All(c => char.IsAsciiLetterOrDigit(c) || ":_.@-".Contains(c)),
                "services",
                service,
                "a service's name, such as nginx or nginx.service"
            );
        return faults;
    }
}

/// <summary>
/// How something that a sensor looks at is started again: by systemd or by a command. Listing it is the yes of a person: nobody is asked once
/// more when it is down.
/// </summary>
/// <param name="Target">As alerts name it: a process or pid file, <c>host:port</c>, or an address of <c>aios.targets.health</c>.</param>
/// <param name="Service">A service of systemd.</param>
/// <param name="Command">A program that starts it and returns, with its arguments.</param>
public sealed record RestartTarget(string Target, string? Service, IReadOnlyList<string> Command)
{
    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix)
            .That(
                Target.Length is > 0 and <= 500 && !Target.Any(char.IsControl),
                "target",
                Target,
                "the name under which a sensor looks at it"
            )
            .That(Service is null != (Command.Count == 0), "target", Target, "given with either service or command")
            .That(
                Service is null
                    || (
                        Service.Length is > 0 and <= 256
                        && !Service.StartsWith('-')
                        && Service.All(c => char.IsAsciiLetterOrDigit(c) || ":_.@-".Contains(c))
                    ),
                "service",
                Service ?? "",
                "a service's name, such as nginx or nginx.service"
            )
            .That(
                Command.Count == 0 || Command[0].StartsWith('/'),
                "command",
                string.Join(' ', Command),
                "a list that begins with the absolute path of a program"
            )
            .Found;
}
