namespace Aios.Platform.Processes;

/// <summary>Environments for children: fixed values, plus names that are passed on by list and by nothing else.</summary>
public static class ChildEnvironment
{
    public static IReadOnlyDictionary<string, string> Minimal { get; } =
        new Dictionary<string, string>
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ["LANG"] = "C.UTF-8",
            ["HOME"] = "/nonexistent",
        };

    /// <summary>The fixed values, and this process's own values of the listed names as far as it has them.</summary>
    public static IReadOnlyDictionary<string, string> Passing(IEnumerable<string> names)
    {
        var environment = new Dictionary<string, string>(Minimal);
        foreach (var name in names)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                environment[name] = value;
        }
        return environment;
    }
}
