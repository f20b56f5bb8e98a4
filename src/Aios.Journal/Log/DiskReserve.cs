using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>
/// What the log does on a full disk: it gives up the room it kept, and from then on takes in only what cannot wait, until twice that room
/// is free again; then it keeps the room anew. Any other trouble of the disk is none of its business.
/// </summary>
internal sealed class DiskReserve
{
    /// <summary>What this node writes while it repairs something, a full disk for one: without it no repair can run.</summary>
    private static readonly string[] OwnFamilies = ["effect", "approval", "run", "reactor", "scheduler", "incident", "node", "maintenance"];

    private readonly IDiskRoom _room;
    private readonly LogUnavailable _full;
    private volatile bool _isScarce;

    public DiskReserve(IDiskRoom room, TimeSpan retryAfter)
    {
        _room = room;
        _full = new LogUnavailable(
            $"The disk is full: until {2 * room.Bytes} bytes are free the event log takes in only P0, P1 and the node's own records",
            "Free space on the file system of the data folder; the log goes on by itself then",
            retryAfter
        );
        if (room.Bytes == 0)
            room.Release();
        else if (!room.IsKept)
            _isScarce = !TryKeep();
    }

    public LogUnavailable? Trouble => _isScarce ? _full : null;

    /// <summary>Writes the batch, or what of it can be taken in.</summary>
    /// <returns>One answer per append, in order.</returns>
    public AppendResult[] Write(List<PendingAppend> batch, Func<IReadOnlyList<PendingAppend>, AppendResult[]> write)
    {
        if (_isScarce)
            _isScarce = !TryKeep();
        if (_isScarce)
            return WriteWhatCannotWait(batch, write);
        try
        {
            return write(batch);
        }
        catch (IOException error) when (_room.Bytes > 0 && IsFull(error))
        {
            // Before it is given up: that may fail half-way.
            _isScarce = true;
            _room.Release();
            return WriteWhatCannotWait(batch, write);
        }
    }

    public static bool CanWait(Event fact) =>
        fact.Priority > Priority.P1
        && !(fact.Source.StartsWith("aios/", StringComparison.Ordinal) && OwnFamilies.Contains(EventTypes.Family(fact.Type)));

    private AppendResult[] WriteWhatCannotWait(List<PendingAppend> batch, Func<IReadOnlyList<PendingAppend>, AppendResult[]> write)
    {
        var urgent = batch.Where(append => append.Events.Count == 0 || !append.Events.All(CanWait)).ToArray();
        var written = new Queue<AppendResult>(urgent.Length > 0 ? write(urgent) : []);
        return [.. batch.Select(append => urgent.Contains(append) ? written.Dequeue() : new AppendResult.Refused(_full))];
    }

    private bool TryKeep()
    {
        try
        {
            if (_room.FreeBytes < 2 * _room.Bytes)
                return false;
            _room.Keep();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsFull(IOException error) =>
        error switch
        {
            DataFolderException folder => folder.Fault == DataFolderFault.Full,
            StorageSyncException sync => sync.ErrorNumber is 28 or 122,
            _ => false,
        };
}
