using System.Text.Json;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>Whether an event is about something that people listed, or that the node itself started.</summary>
public static class TargetRules
{
    private static readonly string[] Processes = ["name", "target", "process"];
    private static readonly string[] Folders = ["folder", "path", "mount", "target"];
    private static readonly string[] Services = ["service", "unit", "target"];
    private static readonly string[] Looked = ["target", "path"];
    private static readonly string[] Urls = ["url", "target"];

    /// <returns>What keeps a playbook of this reach off, or null.</returns>
    public static string? Against(TargetScope scope, TargetSettings targets, Event fact) =>
        scope switch
        {
            TargetScope.Any => null,
            _ when IsOwn(fact) => null,
            TargetScope.OwnChildren
                when fact.Payload is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty("own", out _) =>
                "it is about a process that this node did not start",
            // Which process a step reaches is asked at the door.
            TargetScope.OwnChildren => null,
            _ => IsListed(targets, fact) ? null : $"{Named(fact)} is not listed in aios.targets, and this node did not start it",
        };

    public static bool IsListed(TargetSettings targets, Event fact) =>
        Texts(fact, Processes).Any(name => targets.Processes.Contains(name))
        || Texts(fact, Folders).Any(path => targets.Folders.Any(folder => IsWithin(path, folder)))
        || HoldsExpendable(targets, fact)
        || Texts(fact, Services)
            .Any(name =>
                targets.Services.Contains(name.EndsWith(".service", StringComparison.Ordinal) ? name[..^8] : name)
                || targets.Services.Contains(name)
            )
        || Texts(fact, Urls).Any(url => targets.Urls.Any(start => IsBelow(url, start)) || targets.Health.Any(health => health.Url == url))
        || Texts(fact, Looked).Any(name => IsLookedAt(targets, name));

    // A file system with folders that a person gave up: a clean-up reaches these and nothing else of it.
    private static bool HoldsExpendable(TargetSettings targets, Event fact) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty("expendable", out var folders)
        && folders.ValueKind == JsonValueKind.Array
        && folders
            .EnumerateArray()
            .Any(folder => folder.ValueKind == JsonValueKind.String && targets.Expendable.Contains(folder.GetString()!));

    // What a sensor was given to look at is listed by that.
    private static bool IsLookedAt(TargetSettings targets, string name) =>
        targets.Ports.Contains(name)
        || targets.Certificates.Contains(name)
        || targets.Files.Any(file => IsWithin(name, file.Path))
        || targets.Programs.Any(program => program.Name == name);

    // The door looks at the address once more, and in every disguise.
    private static bool IsBelow(string url, string start) =>
        url == start || url.StartsWith(start.EndsWith('/') ? start : start + "/", StringComparison.OrdinalIgnoreCase);

    // Only what looked at the process knows whose it is; anybody else may write so.
    private static bool IsOwn(Event fact) =>
        AlertKey.IsFromSensor(fact)
        && fact.Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty("own", out var own)
        && own.ValueKind == JsonValueKind.True;

    private static string Named(Event fact) => Shown.Quote(Texts(fact, ["target", "name", "path", "url"]).FirstOrDefault() ?? fact.Source);

    // Whole names of the path: /srv/data is not within /srv/da, and nothing that climbs out is within anything.
    private static bool IsWithin(string path, string folder) =>
        (path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal)) && !path.Split('/').Contains("..");

    private static IEnumerable<string> Texts(Event fact, string[] members)
    {
        if (fact.Payload is not { ValueKind: JsonValueKind.Object } payload)
            yield break;
        foreach (var member in members)
            if (payload.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String)
                yield return value.GetString()!;
    }
}
