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

    private Faults CheckSteps(Faults faults)
    {
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
