using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Actors.Spine;

/// <summary>
/// The recollection as it stood at some record, so that a start need not fold the whole log again. It is a shortcut and nothing else: what is
/// damaged, of another log or written by other code is not read, and the log tells everything.
/// </summary>
/// <param name="every">Records that come before it is worth keeping again: a start folds about so many at most. At least 10.</param>
public sealed class MemoryFile(DataFolder folder, int every = 20_000)
{
    public const string Name = "events/memory.json";

    /// <summary>Longer than this it saves no time.</summary>
    private const int LongestBytes = 64 * 1024 * 1024;

    // Same code, same folding: builds are deterministic, so this is the same wherever the same sources were built.
    private static readonly string Code = $"{typeof(Recollection).Module.ModuleVersionId:n}{typeof(Event).Module.ModuleVersionId:n}";

    private readonly EventLogReader _log = new(folder);

    /// <summary>The newest record that is kept; 0: nothing is.</summary>
    public long KeptSeq { get; private set; }

    /// <summary>What is kept, or null when nothing is that can be trusted. The folder's lock must be held.</summary>
    public Recollection? Read()
    {
        try
        {
            var bytes = folder.ReadAll(Name, LongestBytes);
            var end = bytes.AsSpan().IndexOf((byte)'\n');
            if (end < 0 || !IsTrusted(Encoding.UTF8.GetString(bytes.AsSpan(0, end)), bytes.AsSpan(end + 1)))
                return null;
            var kept = Parse(bytes.AsSpan(end + 1));
            KeptSeq = kept.Seq;
            return kept;
        }
        catch (Exception fault) when (fault is IOException or LogCorruptException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps this one when enough came since the one that is kept. What cannot be written is tried again the next time.</summary>
    /// <param name="isLast">The node ends: what can be spared the next start is worth more.</param>
    public void Keep(Recollection current, bool isLast = false)
    {
        if (current.Seq - KeptSeq < (isLast ? every / 10 : every))
            return;
        try
        {
            var body = Write(current);
            if (body.Length >= LongestBytes || LineOf(current.Seq, body) is not { } line)
                return;
            folder.Replace(Name, [.. Encoding.UTF8.GetBytes(line), (byte)'\n', .. body]);
            KeptSeq = current.Seq;
        }
        catch (Exception fault) when (fault is IOException or LogCorruptException) { }
    }

    internal static byte[] Write(Recollection current) => JsonSerializer.SerializeToUtf8Bytes(current, MemoryContext.Default.Recollection);

    internal static Recollection Parse(ReadOnlySpan<byte> body)
    {
        var kept = JsonSerializer.Deserialize(body, MemoryContext.Default.Recollection)!;
        return kept with { EndedById = kept.EndedRuns.ToImmutableDictionary(run => run.Plan.Id) };
    }

    private bool IsTrusted(string line, ReadOnlySpan<byte> body) =>
        line.Split(' ') is [_, var seq, ..] && long.TryParse(seq, CultureInfo.InvariantCulture, out var at) && line == LineOf(at, body);

    /// <summary>Of which code and which record the body is, and that it is whole; null when the log has no such record.</summary>
    private string? LineOf(long seq, ReadOnlySpan<byte> body) =>
        _log.Query(new EventFilter { FromSeq = seq, ToSeq = seq }).FirstOrDefault() is { } record
            ? $"{Code} {seq} {record.Node} {record.Epoch} {record.Event.Id} {Convert.ToHexStringLower(SHA256.HashData(body))}"
            : null;
}
