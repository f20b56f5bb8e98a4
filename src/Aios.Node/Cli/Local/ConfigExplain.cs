using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Node.Verbs;

namespace Aios.Node.Cli.Local;

/// <summary>Everything about a setting, or about each below the beginning of a key.</summary>
internal static class ConfigExplain
{
    private const string Ours = "aios.";

    public static async Task<VerbEnd> Show(LocalCall call)
    {
        var loaded = SettingsLoader.Load(GivenSettings.Sources(call.Arguments));
        if (loaded.Settings is not { } written)
            return VerbEnd.Usage(loaded.ErrorText);
        var (settings, _) = await GivenOverrides.Lay(written, call);
        var files = written.Values.ToDictionary(value => value.Key, StringComparer.Ordinal);
        var shipped = SettingsLoader
            .Load(SettingsSources.Default)
            .Settings!.Values.ToDictionary(value => value.Key, StringComparer.Ordinal);
        var asked = call.Arguments.Text("key")!;
        var key = (asked.StartsWith(Ours, StringComparison.Ordinal) ? asked : Ours + asked).TrimEnd('.');
        var found = settings.Values.Where(value => $"{value.Key}.".StartsWith($"{key}.", StringComparison.Ordinal)).ToList();
        if (found.Count == 0)
            return VerbEnd.Usage(
                $"setting {Shown.Quote(asked)} is not known; the nearest are {string.Join(", ", NearestName.Some(asked, shipped.Keys))}"
            );
        foreach (var value in found)
        {
            var file = files[value.Key].Origin == value.Origin ? null : files[value.Key];
            await call.Output.Item(
                LooseJson.Object(
                    ("key", value.Key),
                    ("type", value.Allowed),
                    ("range", SettingRange.Of(value)),
                    ("value", value.Text),
                    ("default", shipped[value.Key].Text),
                    ("origin", Place.Text(value.Origin)),
                    ("file_value", file?.Text),
                    ("file_origin", file is null ? null : Place.Text(file.Origin)),
                    ("variable", EnvironmentLayer.VariableOf(value.Key)),
                    ("meaning", SettingMeaning.Of(value.Key, shipped[value.Key].Origin))
                )
            );
        }
        return VerbEnd.Done;
    }
}
