using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Node.Verbs;

namespace Aios.Node.Cli.Local;

/// <summary>What is not as it ships, one item per setting.</summary>
internal static class ConfigDiff
{
    public static async Task<VerbEnd> Show(LocalCall call)
    {
        var loaded = SettingsLoader.Load(GivenSettings.Sources(call.Arguments));
        if (loaded.Settings is not { } written)
            return VerbEnd.Usage(loaded.ErrorText);
        var (settings, _) = await GivenOverrides.Lay(written, call);
        foreach (var change in SettingChanges.Of(settings, SettingsLoader.Load(SettingsSources.Default).Settings!))
            await call.Output.Item(
                LooseJson.Object(
                    ("key", change.Key),
                    ("value", change.Text),
                    ("default", change.Default),
                    ("origin", Place.Text(change.Origin))
                )
            );
        return VerbEnd.Done;
    }
}
