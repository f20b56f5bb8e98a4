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
        if (await Open(call.DataPath) is { } folder)
        {
            foreach (var (check, look) in FolderChecks.All(folder))
                await Tell(await Look(check, look, call.Cancel));
            await Tell(await Look("log", () => NodeChecks.Log(folder, call.Clock), call.Cancel));
            await Tell(await Look("database", () => NodeChecks.Database(folder), call.Cancel));
            foreach (var finding in await NodeChecks.Socket(folder, call.Cancel))
                await Tell(finding);
        }
        return new VerbEnd(failed == 0 ? ExitCode.Done : ExitCode.Unhealthy);

        async Task Tell(Finding finding)
        {
            failed += finding.State == "fail" ? 1 : 0;
            await call.Output.Item(finding.Item());
        }

        async Task<DataFolder?> Open(string path)
        {
            try
            {
                return DataFolder.OpenExisting(path);
            }
            catch (DataFolderException error) when (error.Fault == DataFolderFault.Missing)
            {
                await Tell(Finding.Note("data", $"{path} is not there yet; 'aios up' makes it"));
            }
            catch (DataFolderException error)
            {
                await Tell(Finding.Fail("data", error));
            }
            return null;
        }
    }

    /// <summary>What a running node can say of its machine and its folder: all but what reads its whole log and database.</summary>
    public static async Task<IReadOnlyList<Finding>> Inside(DataFolder folder, TimeProvider clock, CancellationToken cancel)
    {
        List<Finding> found = [.. MachineChecks.All(clock, Environment.GetEnvironmentVariable)];
        foreach (var (check, look) in FolderChecks.All(folder))
            found.Add(await Look(check, look, cancel));
        return found;
    }

    /// <summary>What one check found; one that cannot be made is a finding too. It only reads, so an interrupt waits for none.</summary>
    private static async Task<Finding> Look(string check, Func<Finding> look, CancellationToken cancel)
    {
        try
        {
            return await Task.Run(look, cancel).WaitAsync(cancel);
        }
        catch (DataFolderException error)
        {
            return Finding.Fail(check, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Finding.Fail(check, error.Message, "check the disk and who may read there");
        }
    }
}
