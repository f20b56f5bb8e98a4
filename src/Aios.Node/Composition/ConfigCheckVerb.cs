using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli;
using Aios.Node.Playbooks;
using Aios.Node.Settings;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Composition;

/// <summary>Reads every setting and every playbook and names every fault; changes nothing.</summary>
internal static class ConfigCheckVerb
{
    public static async Task<VerbEnd> Check(LocalCall call)
    {
        var settings = SettingsLoader.Load(GivenSettings.Sources(call.Arguments));
        var faults = settings.Faults.Select(fault => ("settings", fault.ToString())).ToList();
        var playbooks = Playbooks(call);
        faults.AddRange(playbooks.Faults.Select(fault => ("playbooks", fault.ToString())));
        if (faults.Count > 0)
            return VerbEnd.Usage(string.Join('\n', faults.Select(fault => fault.Item2)));
        await call.Output.Item(Line("settings", $"{settings.Settings!.Values.Count} keys"));
        await call.Output.Item(Line("playbooks", $"{playbooks.Catalog.Playbooks.Count} loaded"));
        return VerbEnd.Done;
    }

    private static PlaybookSet Playbooks(LocalCall call)
    {
        try
        {
            return PlaybookSource.Compose(new PlaybookSource(DataFolder.OpenExisting(call.DataPath), call.Clock).ReadFiles());
        }
        catch (DataFolderException)
        {
            // No data folder yet: then there are only the playbooks that ship.
            return PlaybookSource.Compose(new PlaybookFiles([], []));
        }
    }

    private static System.Text.Json.JsonElement Line(string check, string detail) =>
        LooseJson.Object(("check", check), ("state", "ok"), ("found", detail));
}
