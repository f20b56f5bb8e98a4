using System.Buffers.Binary;
using System.Security.Cryptography;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>
/// Which ids that somebody supplied were stored lately: those of the last 24 hours, at most a million. Hours pass on the monotonic clock: no
/// step of the other one makes an event twice.
/// </summary>
internal sealed class RecentIds(int capacity = 1_000_000)
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly Dictionary<UInt128, long> _seqs = [];
    private readonly Queue<(UInt128 Key, TimeSpan At)> _order = [];

    /// <summary>Ids of the days before that one are forgotten. The newest two days are remembered whatever the clock says.</summary>
    public static DateOnly FirstDay(IReadOnlyList<LogDay> days, DateTimeOffset now)
    {
        var (byClock, byLog) = (DateOnly.FromDateTime((now - Window).UtcDateTime), days.Count > 1 ? days[^2].Day : DateOnly.MinValue);
        return byLog < byClock ? byLog : byClock;
    }

    /// <summary>False for a line whose id the node made itself: it is never looked up, and would push out those that are.</summary>
    public static bool MayBeSupplied(in LogLine line) =>
        line.Source.StartsWith("aios/"u8) || line.Source.StartsWith("sensor/"u8)
            ? !IsMadeByNode(line.Id)
            : !line.Source.StartsWith("import/"u8);

    // A UUID of version 7: no id that an actor supplies for its sayings has this form.
    private static bool IsMadeByNode(ReadOnlySpan<byte> id) =>
        id.Length == 36 && id[8] == (byte)'-' && id[13] == (byte)'-' && id[14] == (byte)'7' && id[18] == (byte)'-' && id[23] == (byte)'-';

    public int Count => _seqs.Count;

    /// <summary>A key that no sender can make collide with another's.</summary>
    public static UInt128 KeyOf(ReadOnlySpan<byte> source, ReadOnlySpan<byte> id)
    {
        Span<byte> text =
            source.Length + id.Length < 512 ? stackalloc byte[source.Length + 1 + id.Length] : new byte[source.Length + 1 + id.Length];
        source.CopyTo(text);
        text[source.Length] = 0;
        id.CopyTo(text[(source.Length + 1)..]);
        Span<byte> hash = stackalloc byte[LineFormat.HashBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>The key of an event that is not yet a line.</summary>
    public static UInt128 KeyOf(Event fact)
    {
        using var text = new PooledBytes(512);
        JsonText.Write(text, fact.Source);
        var split = text.Length;
        JsonText.Write(text, fact.Id.Value);
        return KeyOf(text.Written[..split], text.Written[split..]);
    }

    public bool TryFind(UInt128 key, TimeSpan now, out long seq)
    {
        Forget(now);
        return _seqs.TryGetValue(key, out seq);
    }

    public void Add(UInt128 key, long seq, TimeSpan now)
    {
        if (!_seqs.TryAdd(key, seq))
            return;
        _order.Enqueue((key, now));
        if (_order.Count > capacity)
            _seqs.Remove(_order.Dequeue().Key);
    }

    private void Forget(TimeSpan now)
    {
        while (_order.TryPeek(out var oldest) && now - oldest.At > Window)
            _seqs.Remove(_order.Dequeue().Key);
    }
}
