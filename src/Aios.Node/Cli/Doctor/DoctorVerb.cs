using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Doctor;

/// <summary>One line per check, with what to do; exit code 2 when one fails.</summary>
internal static class DoctorVerb
{
    public static async Task<VerbEnd> Check(LocalCall call)
    {
        var failed = 0;
        foreach (var finding in MachineChecks.All(call.Clock, Environment.GetEnvironmentVariable))
            await Tell(finding);
        if (Open(call.DataPath) is { } folder)
        {
            foreach (var finding in FolderChecks.All(folder))
                await Tell(finding);
            await Tell(NodeChecks.Log(folder, call.Clock));
            await Tell(NodeChecks.Database(folder));
            foreach (var finding in await NodeChecks.Socket(folder, call.Cancel))
                await Tell(finding);
        }
        else
            await Tell(Finding.Note("data", $"{call.DataPath} is not there yet; 'aios up' makes it"));
        return new VerbEnd(failed == 0 ? ExitCode.Done : ExitCode.Unhealthy);

        async Task Tell(Finding finding)
        {
            failed += finding.State == "fail" ? 1 : 0;
            await call.Output.Item(finding.Item());
        }
    }

    private static DataFolder? Open(string path)
    {
        try
        {
            return DataFolder.OpenExisting(path);
        }
        catch (DataFolderException error) when (error.Fault == DataFolderFault.Missing)
        {
            return null;
        }
    }
}
