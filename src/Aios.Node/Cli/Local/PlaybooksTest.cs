using Aios.Loop.Reacting;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Playbooks;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

/// <summary>Would this playbook answer these events, and with what? Nothing is done.</summary>
internal static class PlaybooksTest
{
    private const int LongestFile = 1024 * 1024;

    public static async Task<VerbEnd> Test(LocalCall call)
    {
        var file = call.Arguments.Text("file")!;
        var (playbook, faults) = PlaybookReader.Read(file, ReadText(file));
        if (playbook is null)
            return VerbEnd.Usage(string.Join("\naios: ", faults));
        var (matches, count) = (0, 0);
        foreach (var trial in PlaybookTrial.Run(playbook, GivenEvents.Read(call.Arguments.Text("event")!, call)))
        {
            call.Cancel.ThrowIfCancellationRequested();
            await call.Output.Item(TrialItem.Of(playbook, trial));
            (matches, count) = (matches + (trial.Against is null ? 1 : 0), count + 1);
        }
        return call.Arguments.Text("expect") switch
        {
            "match" when matches == 0 => new VerbEnd(ExitCode.Unhealthy, $"expected a match; none of {count} event(s) matched"),
            "no-match" when matches > 0 => new VerbEnd(ExitCode.Unhealthy, $"expected no match; {matches} of {count} event(s) matched"),
            _ => VerbEnd.Done,
        };
    }

    private static string ReadText(string file)
    {
        try
        {
            return PlainFiles.ReadText(file, LongestFile);
        }
        catch (DataFolderException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
