using Aios.Loop.Surface.Verbs;
using Aios.Node.Cli;
using Aios.Node.Composition;
using Aios.Node.Settings;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Demo;

/// <summary>
/// Breaks three things of its own and lets the ordinary loop repair them: a child that spins, a folder that fills up, a service that crashes.
/// Nothing is staged: the profile only shortens how long a fault must stand before it counts.
/// </summary>
internal static class DemoVerb
{
    // For a machine on which everything is slow; what takes longer does not come.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<VerbEnd> Run(LocalCall call)
    {
        var isOwnFolder = !call.IsDataNamed;
        var dataPath = isOwnFolder ? DemoFolder.Make() : call.DataPath;
        var loaded = SettingsLoader.Load(GivenSettings.Sources(call.Arguments, profile: "demo"));
        if (loaded.Settings is not { } settings)
            return VerbEnd.Usage(loaded.ErrorText);
        var lines = new Narrator(call.Output);
        await using var stage = DemoStage.Make();
        try
        {
            settings = settings with { Targets = stage.Targets };
            var (node, faults) = await RunningNode.Start(dataPath, settings, call.Clock, _ => Task.CompletedTask, null);
            if (node is null)
                return VerbEnd.Usage(faults!);
            await using (node)
            {
                try
                {
                    return await new DemoRun(node, stage, lines, call.Clock).Tell(Patience, call.Cancel, dataPath);
                }
                finally
                {
                    await node.Drain("demo is over");
                }
            }
        }
        catch (DataFolderException fault)
        {
            return VerbEnd.Failed(fault.Message);
        }
    }
}

/// <summary>A folder of its own for each demo, kept afterwards.</summary>
internal static class DemoFolder
{
    public static string Make() => Directory.CreateTempSubdirectory("aios-demo-").FullName;
}
