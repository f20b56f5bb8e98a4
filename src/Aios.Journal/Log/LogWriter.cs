using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>Gives events their place in the chain and brings them to disk, one batch and one sync at a time.</summary>
internal sealed class LogWriter(AppendSegment segment, HashChain chain, RecalledIds ids, NodeIdentity node, TimeProvider time)
{
    private static readonly int[] NoDuplicates = [];

    private readonly PooledBytes _lines = Opened();
    private readonly Dictionary<UInt128, long> _idsOfBatch = [];
    private readonly byte[] _hash = new byte[LineFormat.HashBytes];
    private TimeSpan _uptime;
    private long _seq;

    /// <summary>Syncs that were asked for so far.</summary>
    public long Syncs { get; private set; }

    /// <summary>The day that is appended to; null before the first record.</summary>
    public DateOnly? Day => segment.Name is { } name ? DayFiles.DayOf(name) : null;

    /// <summary>Bytes of that day that are on disk.</summary>
    public long DayLength => segment.Length;

    /// <summary>Gives one answer per append, in order. When it throws, nothing of the batch counts.</summary>
    public AppendResult[] Write(IReadOnlyList<PendingAppend> batch)
    {
        _uptime = time.GetElapsedTime(0);
        _seq = chain.Seq;
        chain.Hash.CopyTo(_hash, 0);
        _lines.Length = LineFormat.HashBytes;
        _idsOfBatch.Clear();
        var results = new AppendResult[batch.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = Place(batch[i]);
        if (_seq > chain.Seq)
            Bring();
        return results;
    }

    public void Close()
    {
        segment.Dispose();
        ids.Dispose();
        _lines.Dispose();
    }

    private void Bring()
    {
        segment.RollTo(DayFiles.NameOf(time.GetUtcNow()));
        Syncs++;
        segment.Append(_lines.Written[LineFormat.HashBytes..]);
        chain.MoveTo(_seq, _hash);
        foreach (var (key, seq) in _idsOfBatch)
            ids.Value.Add(key, seq, _uptime);
    }

    private AppendResult.Stored Place(PendingAppend append)
    {
        var records = new RecordedEvent[append.Events.Count];
        List<int>? duplicates = null;
        var offset = 0;
        for (var i = 0; i < records.Length; i++)
        {
            var fact = append.Events[i];
            var body = append.Body(ref offset);
            if (fact.HasSuppliedId && !Claim(fact, out var stored))
            {
                (duplicates ??= []).Add(i);
                records[i] = new RecordedEvent(stored, node.NodeId, node.Incarnation, fact);
                continue;
            }
            records[i] = new RecordedEvent(++_seq, node.NodeId, node.Incarnation, fact);
            LineWriter.WriteLine(_lines, _seq, body, _hash);
        }
        return new AppendResult.Stored(records, (IReadOnlyList<int>?)duplicates ?? NoDuplicates);
    }

    /// <summary>True when the id is new: it then stands for the next sequence number.</summary>
    private bool Claim(Event fact, out long stored)
    {
        var key = RecentIds.KeyOf(fact);
        if (ids.Value.TryFind(key, _uptime, out stored) || _idsOfBatch.TryGetValue(key, out stored))
            return false;
        _idsOfBatch.Add(key, _seq + 1);
        return true;
    }

    private static PooledBytes Opened()
    {
        var lines = new PooledBytes(LineFormat.MaxLineBytes);
        lines.Room(LineFormat.HashBytes)[..LineFormat.HashBytes].Clear();
        return lines;
    }
}
