using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>Lays the sources over one another: environment over <c>--config</c> over profile over module.</summary>
internal static class SettingsComposition
{
    private const string Suffix = ".conf";

    /// <returns>The resolved tree of what can be read, or null when it cannot be resolved. A file with a fault is left out.</returns>
    public static HoconObject? Compose(SettingsSources sources, FaultList faults)
    {
        var root = Hocon.Parse("", "settings");
        foreach (var layer in Layers(sources, faults))
            root = Hocon.Merge(layer, root);
        try
        {
            return Hocon.Resolve(root, name => sources.Environment.GetValueOrDefault(name));
        }
        catch (HoconException error)
        {
            faults.Add(error.Origin, error.Fault);
            return null;
        }
    }

    private static IEnumerable<HoconObject> Layers(SettingsSources sources, FaultList faults)
    {
        var texts = ModuleFiles
            .Modules.Select(name => (Name: name, Text: (string?)ModuleFiles.Read(name)))
            .Append(Profile(sources, faults))
            .Concat(Config(sources.Config, faults));
        foreach (var (name, text) in texts)
            if (text is not null && Parse(name, text, faults) is { } layer)
                yield return layer;
        foreach (var layer in EnvironmentLayer.Read(sources.Environment, faults))
            yield return layer;
    }

    private static (string Name, string? Text) Profile(SettingsSources sources, FaultList faults)
    {
        var name = sources.Profile;
        var own = OwnProfiles(sources.Config);
        if (own.TryGetValue(name, out var path))
            return (path, Read(path, faults));
        if (ModuleFiles.Profiles.Contains(name))
            return ($"hocon/profiles/{name}{Suffix}", ModuleFiles.Read($"hocon/profiles/{name}{Suffix}"));
        faults.Add(
            Place.Whole(sources.ProfileFrom),
            $"there is no profile {Shown.Quote(name)}; there are {string.Join(", ", ModuleFiles.Profiles.Union(own.Keys).Order(StringComparer.Ordinal))}; "
                + "a file profiles/NAME.conf in the folder that --config names makes another"
        );
        return (name, null);
    }

    /// <summary>By name, those in the folder that <c>--config</c> names.</summary>
    private static Dictionary<string, string> OwnProfiles(string? config)
    {
        if (
            config is null
            || !PlainFiles.IsFolder(config)
            || Path.Combine(config, "profiles") is var folder && !PlainFiles.IsFolder(folder)
        )
            return [];
        return PlainFiles.List(folder, Suffix).ToDictionary(path => Path.GetFileName(path)[..^Suffix.Length], StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, string? Text)> Config(string? path, FaultList faults)
    {
        if (path is null)
            return [];
        if (!PlainFiles.IsFolder(path))
            return [(path, Read(path, faults))];
        try
        {
            var files = PlainFiles.List(path, Suffix);
            if (files.Count == 0)
                faults.Add(
                    Place.Whole($"--config {Shown.Clean(path)}"),
                    "the folder holds no *.conf file; name a file or a folder that holds at least one"
                );
            return files.Select(file => (file, Read(file, faults)));
        }
        catch (DataFolderException error)
        {
            faults.Add(Place.Whole($"--config {Shown.Clean(path)}"), $"{error.Cause}. {error.Remedy}");
            return [];
        }
    }

    private static string? Read(string path, FaultList faults)
    {
        try
        {
            return PlainFiles.ReadText(path);
        }
        catch (DataFolderException error)
        {
            var remedy = error.Fault == DataFolderFault.Missing ? "Name a file, or a folder that holds *.conf files." : error.Remedy;
            faults.Add(Place.Whole($"--config {Shown.Clean(path)}"), $"{error.Cause}. {remedy}");
            return null;
        }
    }

    private static HoconObject? Parse(string name, string text, FaultList faults)
    {
        try
        {
            return Hocon.Parse(text, name);
        }
        catch (HoconException error)
        {
            faults.Add(error.Origin, error.Fault);
            return null;
        }
    }
}
