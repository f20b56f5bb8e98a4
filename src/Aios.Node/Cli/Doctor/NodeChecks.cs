using System.Text.Json;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Node.Inspection;
using Aios.Node.Output;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Node.Cli.Doctor;

/// <summary>The event log, the database and the running node.</summary>
internal static class NodeChecks
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    // Who is asked may be sick, and waits for its own parts before it answers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Finding Log(DataFolder folder, TimeProvider clock)
    {
        try
        {
            var reader = new EventLogReader(folder);
            var report = reader.Verify();
            if (report.Fault is { } fault)
                return Finding.Fail("log", fault.ToString(), "restore that file from a backup, or move it and all newer day files away");
            if (report.Records == 0)
                return Finding.Note("log", "no event on record yet");
            var newest = reader.From(report.LastSeq).FirstOrDefault()?.Event.Timestamp ?? 0;
            return newest > clock.GetUtcNow().Add(Ahead).ToUnixTimeMilliseconds()
                ? Finding.Warn("log", $"its newest event is of {Say.Time(newest)}, ahead of this machine's clock", "set the clock")
                : Finding.Ok("log", $"{report.Records} events, every hash is right");
        }
        catch (IOException error) when (error is not DataFolderException)
        {
            return Finding.Fail("log", error.Message, "check the files below events/");
        }
    }

    public static Finding Database(DataFolder folder)
    {
        try
        {
            using var store = StateDatabase.OpenReader(folder);
            return store.Damage() is { } damage
                ? Finding.Fail(
                    "database",
                    $"{StateDatabase.FileName}: {damage}",
                    "restore it from a backup; or stop the node and move it away: the next start makes effects, decisions and orders again "
                        + "from the log, the history of score and approvals is lost, and where the log may not tell all orders it starts frozen"
                )
                : Finding.Ok("database", $"{StateDatabase.FileName} is whole");
        }
        catch (DataFolderException error) when (error.Fault == DataFolderFault.Missing)
        {
            return Finding.Note("database", $"no {StateDatabase.FileName} yet");
        }
        catch (SqliteException error)
        {
            return Finding.Fail("database", error.Message, SqliteFaults.RemedyOf(error) ?? "restore it from a backup");
        }
    }

    /// <summary>Whether a node answers, and what it says is wrong.</summary>
    public static async Task<IReadOnlyList<Finding>> Socket(DataFolder folder, CancellationToken cancel)
    {
        var path = folder.PathOf(SocketPlace.Name);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            path = SocketPlace.Find(folder);
            using var client = await InspectionClient.Connect(path, limit.Token);
            var found = new List<Finding>();
            await foreach (var answer in client.Call("status", new Dictionary<string, JsonElement>(), limit.Token))
                if (answer is InspectionAnswer.Item { Value: var status })
                    found.AddRange(
                        status.Texts("trouble").Select(trouble => Finding.Warn("trouble", trouble, "the node's log says since when"))
                    );
                else if (answer is InspectionAnswer.End end)
                    return
                    [
                        end.Error is { } error
                            ? Finding.Warn("socket", $"{path} answers: {error}", "look at the node's log")
                            : Finding.Ok("socket", $"{path} answers"),
                        .. found,
                    ];
            return [Finding.Warn("socket", $"{path} gave no end", "restart the node")];
        }
        catch (NodeNotReachableException error)
        {
            return
            [
                FolderHolder.IfSeen(folder.FullPath) is not null || error.IsOtherUser
                    ? Finding.Fail("socket", error.Message, "run this as the node's user; if it is, restart the node")
                    : Finding.Note("socket", "no node listens"),
            ];
        }
        catch (DataFolderException error)
        {
            return [Finding.Fail("socket", error)];
        }
        catch (Exception error) when (error is IOException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return [Finding.Fail("socket", $"{path} does not answer: {error.Message}", "restart the node; its log says more")];
        }
    }
}
