using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Inspection;
using Aios.Node.Output;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli;

/// <summary>Asks the node of a data folder over its socket.</summary>
internal static class RemoteVerb
{
    public static async Task<VerbEnd> Run(
        VerbEntry entry,
        IReadOnlyDictionary<string, JsonElement> given,
        string dataPath,
        IVerbOutput output,
        CancellationToken cancel
    )
    {
        try
        {
            using var client = await InspectionClient.Connect(SocketPlace.Find(DataFolder.OpenExisting(dataPath)), cancel);
            await foreach (var answer in client.Call(entry.Name, given, cancel))
                switch (answer)
                {
                    case InspectionAnswer.Item item:
                        await output.Item(item.Value);
                        break;
                    case InspectionAnswer.Progress progress:
                        await output.Progress(progress.Text);
                        break;
                    case InspectionAnswer.End end:
                        return new VerbEnd(end.Code, end.Error is { } error ? Say.Clean(error) : null);
                }
            return VerbEnd.Failed("the node gave no end");
        }
        catch (NodeNotReachableException error) when (error.IsOtherUser)
        {
            return new VerbEnd(ExitCode.Refused, error.Message);
        }
        catch (Exception error) when (error is NodeNotReachableException or DataFolderException { Fault: DataFolderFault.Missing })
        {
            return new VerbEnd(ExitCode.NotReachable, $"no node runs in {dataPath}; start one with: aios up --data {dataPath}");
        }
        catch (RequestTooLongException error)
        {
            return VerbEnd.Usage(error.Message);
        }
        catch (IOException error) when (error is not DataFolderException)
        {
            return VerbEnd.Failed($"the connection to the node broke: {error.Message}");
        }
    }
}
