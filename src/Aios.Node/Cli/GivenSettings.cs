using System.Collections;
using Aios.Node.Settings;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

/// <summary>Where the settings of this call come from: its options and the variables of the process.</summary>
internal static class GivenSettings
{
    private const string ProfileVariable = "AIOS_PROFILE";

    /// <param name="profile">Instead of the one that is asked for.</param>
    public static SettingsSources Sources(VerbArguments arguments, string? profile = null)
    {
        var variables = Variables();
        var sources = new SettingsSources(profile ?? SettingsSources.DefaultProfile, arguments.Text("config"), variables);
        return arguments.Text("profile") is { } named ? sources with { Profile = named }
            : profile is null && variables.GetValueOrDefault(ProfileVariable) is { Length: > 0 } set
                ? sources with
                {
                    Profile = set,
                    ProfileFrom = EnvironmentLayer.Mark + ProfileVariable,
                }
            : sources;
    }

    private static Dictionary<string, string> Variables() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(entry => entry.Value is string)
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
}
