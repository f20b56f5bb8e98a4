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
/// damaged, of another log or written by other code is not read, and the log tells everything. Nothing of it ever throws.
/// </summary>
/// <param name="every">Records that come before it is worth keeping again: a start folds about so many at most. At least 10.</param>
/// <param name="longest">Bytes of the longest file that is written or read: a longer one saves no time.</param>
public sealed class MemoryFile(DataFolder folder, int every = 20_000, int longest = MemoryFile.LongestBytes)
{
    public const string Name = "events/memory.json";

    public const int LongestBytes = 32 * 1024 * 1024;

    /// <summary>With less room than this on the disk the log may need all of it.</summary>
    public const long LeastRoom = 4L * LongestBytes;

    // Same code, same reading and folding: builds are deterministic, so this is the same wherever the same sources were built.
    private static readonly string Code = string.Concat(
        ((Type[])[typeof(Recollection), typeof(Event), typeof(EventLogReader)]).Select(each => $"{each.Module.ModuleVersionId:n}")
    );

    private readonly EventLogReader _log = new(folder);
    private readonly Lock _keeping = new();
    private long _triedSeq;

    /// <summary>The newest record that is kept; 0: nothing is, or nothing that can be trusted.</summary>
    public long KeptSeq { get; private set; }

    /// <summary>Why it could not be read, or not be kept, the last time; null when it could, or nothing was there. It is no trouble.</summary>
    public string? Unused { get; private set; }

    /// <summary>What is kept, or null when nothing is that can be trusted. The folder's lock must be held.</summary>
    public Recollection? Read()
    {
        Recollection? kept = null;
        Guarded("is not used", () => kept = ReadTrusted());
        KeptSeq = kept?.Seq ?? 0;
        return kept;
    }

    /// <summary>Keeps this one when enough came since the one that is kept, or that could not be.</summary>
    /// <param name="isLast">The node ends: what can be spared the next start is worth more.</param>
    public void Keep(Recollection current, bool isLast = false)
    {
        // A disk that hangs keeps nobody else waiting.
        if (!_keeping.TryEnter())
            return;
        try
        {
            if (current.Seq - (isLast ? KeptSeq : Math.Max(KeptSeq, _triedSeq)) < (isLast ? every / 10 : every))
                return;
            _triedSeq = current.Seq;
            Guarded("is not written", () => Replace(current));
        }
        finally
        {
            _keeping.Exit();
        }
    }

    internal static byte[] Write(Recollection current) => JsonSerializer.SerializeToUtf8Bytes(current, MemoryContext.Default.Recollection);

    internal static Recollection Parse(ReadOnlySpan<byte> body)
    {
        var kept = JsonSerializer.Deserialize(body, MemoryContext.Default.Recollection)!;
        return kept with { EndedById = kept.EndedRuns.ToImmutableDictionary(run => run.Plan.Id) };
    }

    private Recollection? ReadTrusted()
    {
        if (folder.ReadAll(Name, longest) is not { } bytes)
            return null;
        var end = Math.Max(0, bytes.AsSpan().IndexOf((byte)'\n'));
        var body = bytes.AsSpan(Math.Min(end + 1, bytes.Length));
        return Doubt(Encoding.UTF8.GetString(bytes.AsSpan(0, end)), body) is { } doubt
            ? throw new InvalidDataException(doubt)
            : Parse(body);
    }

    private void Replace(Recollection current)
    {
        if (folder.Space.AvailableBytes is var room && room < LeastRoom)
            throw new IOException($"{room} bytes are free, and it wants {LeastRoom}");
        var body = Write(current);
        if (body.Length > longest - 1_024)
            throw new InvalidDataException($"it would have {body.Length} bytes, at most {longest} are of use");
        if (LineOf(current.Seq, body) is not { } line)
            throw new InvalidDataException($"the log has no record {current.Seq}");
        try
        {
            folder.Replace(Name, [.. Encoding.UTF8.GetBytes(line), (byte)'\n', .. body]);
        }
        catch
        {
            // What is half written takes room that the log may want.
            folder.Delete(Name + DataFolder.TemporarySuffix);
            throw;
        }
        KeptSeq = current.Seq;
    }

    /// <summary>Null: it can be trusted.</summary>
    private string? Doubt(string line, ReadOnlySpan<byte> body)
    {
        if (line.Split(' ') is not [var code, var text, ..] || !long.TryParse(text, CultureInfo.InvariantCulture, out var seq))
            return "it is damaged";
        if (code != Code)
            return "another version wrote it";
        return LineOf(seq, body) is not { } right ? $"the log has no record {seq}"
            : line != right ? "it is damaged, or of another log"
            : null;
    }

    /// <summary>Of which code and which record the body is, and that it is whole; null when the log has no such record.</summary>
    private string? LineOf(long seq, ReadOnlySpan<byte> body) =>
        _log.Query(new EventFilter { FromSeq = seq, ToSeq = seq }).FirstOrDefault() is { } record
            ? $"{Code} {seq} {record.Node} {record.Epoch} {record.Event.Id} {Convert.ToHexStringLower(SHA256.HashData(body))}"
            : null;

    private void Guarded(string what, Action action)
    {
        Unused = null;
        try
        {
            action();
        }
        catch (Exception fault)
        {
            // Whatever it is: the log tells everything.
            Unused = $"{Name} {what}: {fault.Message}";
        }
    }
}
