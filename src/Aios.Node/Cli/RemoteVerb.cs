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
    /// <summary>What a node has beyond its own limit for a verb before it counts as stuck.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(5);

    /// <returns>Code 4 when no node answers, within the node's own limit and 5 s unless the verb streams; 5 when it is another user's.</returns>
    /// <exception cref="DataFolderException">The folder cannot be read.</exception>
    public static async Task<VerbEnd> Run(
        VerbEntry entry,
        IReadOnlyDictionary<string, JsonElement> given,
        string dataPath,
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
            var folder = DataFolder.OpenExisting(dataPath);
            patience = VerbPatience.Find(folder) + Beyond;
            if (!entry.Streams)
                limit.CancelAfter(patience);
            using var client = await InspectionClient.Connect(SocketPlace.Find(folder), either.Token);
            await foreach (var answer in client.Call(entry.Name, given, either.Token))
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
            return new VerbEnd(ExitCode.NotReachable, Absent(dataPath));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new VerbEnd(ExitCode.NotReachable, Stuck(dataPath, patience));
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

    private static string Absent(string dataPath) =>
        FolderHolder.IfSeen(dataPath) is { } pid
            ? $"process {pid} holds {dataPath} and takes no questions: it starts or stops; ask again in a moment"
            : $"no node runs in {dataPath}; start one with: aios up --data {dataPath}";

    private static string Stuck(string dataPath, TimeSpan patience) =>
        (FolderHolder.IfSeen(dataPath) is { } pid ? $"process {pid}, which holds {dataPath}," : $"the node in {dataPath}")
        + $" gave no answer within {patience.TotalSeconds:0} s: it is stopped or stuck; its log says more, and a second SIGTERM ends it";
}
