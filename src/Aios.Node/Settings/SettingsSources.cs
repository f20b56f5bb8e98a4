namespace Aios.Node.Settings;

/// <summary>Where settings may come from, besides the executable itself.</summary>
/// <param name="Profile">Name of a profile: <c>local</c>, <c>test</c>, <c>demo</c>.</param>
/// <param name="Config">A file, or a folder of <c>*.conf</c> files; null for none.</param>
/// <param name="Environment">All variables of the process.</param>
internal sealed record SettingsSources(string Profile, string? Config, IReadOnlyDictionary<string, string> Environment)
{
    public const string DefaultProfile = "local";

    /// <summary>Who named the profile, for faults.</summary>
    public string ProfileFrom { get; init; } = "--profile";

    public static SettingsSources Default { get; } = new(DefaultProfile, null, new Dictionary<string, string>());
}
