using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Simulated;

/// <summary>The log's writer over a simulated disk, without its thread; and what a restart reads of an image.</summary>
internal sealed class SimulatedLog
{
    private static readonly NodeIdentity Node = new("node-0001", 1, 1);
    private static readonly LineWriter Lines = new(Node.NodeId, Node.Incarnation);
    private static readonly ManualTime Time = new();

    private readonly LogWriter _writer;

    public SimulatedLog(SimulatedDisk disk, Found? before = null)
    {
        var chain = before?.Chain ?? new HashChain();
        var segment = new AppendSegment(disk, before is null ? null : DayFiles.NameOf(Time.GetUtcNow()), before?.Length ?? 0);
        _writer = new LogWriter(segment, chain, new RecalledIds(new RecentIds()), Node, Time);
    }

    /// <exception cref="IOException">The batch is not acknowledged.</exception>
    public void Append(IEnumerable<Event> facts)
    {
        using var append = new PendingAppend(Lines, [.. facts], _ => { });
        _writer.Write([append]);
    }

    public void Close() => _writer.Close();

    /// <summary>Reads an image as a start does: every line against the chain, the incomplete end left out.</summary>
    public static Found Read(byte[] image)
    {
        using var scanner = new LineScanner(new Image(image));
        var found = new Found(new HashChain(), [], 0, null);
        while (scanner.Next())
        {
            if (found.Chain.Check("image", scanner, out var line) is { } fault)
                return TornBatch.HasHole(scanner.Current, found.Length) ? found : found with { Fault = fault };
            found.Ids.Add(System.Text.Encoding.UTF8.GetString(line.Id));
            found = found with { Length = scanner.Offset };
        }
        return found;
    }

    /// <param name="Length">Bytes of complete records.</param>
    internal sealed record Found(HashChain Chain, List<string> Ids, long Length, LogFault? Fault);

    private sealed class Image(byte[] image) : LogBytes
    {
        private int _read;

        public override int Read(Span<byte> buffer)
        {
            var part = image.AsSpan(_read, Math.Min(buffer.Length, image.Length - _read));
            part.CopyTo(buffer);
            _read += part.Length;
            return part.Length;
        }

        public override void Dispose() { }
    }
}
