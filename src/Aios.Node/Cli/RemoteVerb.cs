using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Inspection;
using Aios.Node.Output;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli;

/// <summary>Asks a node, by whichever way leads to it.</summary>
internal static class RemoteVerb
{
    /// <summary>What a node has beyond its own limit for a verb before it counts as stuck.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(5);

    /// <returns>Code 4 when no node answers, within the node's own limit and 5 s unless the verb streams; 5 when it is another user's.</returns>
    /// <exception cref="DataFolderException">The folder cannot be read.</exception>
    public static async Task<VerbEnd> Run(
        VerbEntry entry,
        IReadOnlyDictionary<string, JsonElement> given,
        NodePlace place,
        IVerbOutput output,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var patience = VerbPatience.Usual + Beyond;
        try
        {
            var folder = place is NodePlace.Folder here ? DataFolder.OpenExisting(here.DataPath) : null;
            if (folder is not null)
                patience = VerbPatience.Find(folder) + Beyond;
            if (!entry.Streams)
                limit.CancelAfter(patience);
            if (folder is null)
            {
                using var web = new WebClient((NodePlace.Web)place);
                return await Tell(web.Call(entry.Name, given, either.Token), output);
            }
            using var client = await InspectionClient.Connect(SocketPlace.Find(folder), either.Token);
            return await Tell(client.Call(entry.Name, given, either.Token), output);
        }
        catch (NodeNotReachableException error) when (error.IsOtherUser)
        {
            return new VerbEnd(ExitCode.Refused, error.Message);
        }
        catch (Exception error) when (error is NodeNotReachableException or DataFolderException { Fault: DataFolderFault.Missing })
        {
            return new VerbEnd(ExitCode.NotReachable, place is NodePlace.Folder here ? Absent(here.DataPath) : error.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new VerbEnd(ExitCode.NotReachable, Stuck(place, patience));
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

    private static async Task<VerbEnd> Tell(IAsyncEnumerable<InspectionAnswer> answers, IVerbOutput output)
    {
        await foreach (var answer in answers)
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

    private static string Absent(string dataPath) =>
        FolderHolder.IfSeen(dataPath) is { } pid
            ? $"process {pid} holds {dataPath} and takes no questions: it starts or stops; ask again in a moment"
            : $"no node runs in {dataPath}; start one with: aios up --data {dataPath}";

    private static string Stuck(NodePlace place, TimeSpan patience) =>
        place switch
        {
            NodePlace.Web web => $"the node at {web.Url}",
            NodePlace.Folder { DataPath: var path } when FolderHolder.IfSeen(path) is { } pid => $"process {pid}, which holds {path},",
            NodePlace.Folder { DataPath: var path } => $"the node in {path}",
            _ => "the node",
        } + $" gave no answer within {patience.TotalSeconds:0} s: it is stopped or stuck; its log says more, and a second SIGTERM ends it";
}
