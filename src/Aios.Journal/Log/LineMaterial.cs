using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>Makes events of lines. Types, sources and node ids repeat, so their strings are kept and shared.</summary>
internal sealed class LineMaterial
{
    private const int Slots = 256;

    private readonly (byte[] Bytes, string Text)[] _shared = new (byte[], string)[Slots];

    /// <exception cref="JsonException">A member is no JSON, or a word is none of its list.</exception>
    public RecordedEvent Event(in LogLine line) =>
        new(
            line.Seq,
            Shared(line.Node),
            line.Epoch,
            new Event
            {
                Id = new EventId(JsonText.Read(line.Id)),
                Type = Shared(line.Type),
                Source = Shared(line.Source),
                Timestamp = line.Timestamp,
                Severity = SeverityOf(line.Severity),
                Priority = PriorityOf(line.Priority),
                TraceId = line.TraceId.IsEmpty ? null : JsonText.Read(line.TraceId),
                CauseId = line.CauseId.IsEmpty ? null : JsonText.Read(line.CauseId),
                Payload = line.Payload.IsEmpty ? null : JsonElement.Parse(line.Payload),
            }
        );

    public static Severity SeverityOf(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("info"u8) ? Severity.Info
        : word.SequenceEqual("warn"u8) ? Severity.Warn
        : word.SequenceEqual("error"u8) ? Severity.Error
        : word.SequenceEqual("critical"u8) ? Severity.Critical
        : throw new JsonException("severity is none of info, warn, error, critical");

    private static Priority PriorityOf(ReadOnlySpan<byte> word) =>
        word is [(byte)'P', >= (byte)'0' and <= (byte)'3']
            ? (Priority)(word[1] - '0')
            : throw new JsonException("priority is none of P0 to P3");

    public string Shared(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        ref var slot = ref _shared[(bytes.Length * 31 + bytes[^1] * 7 + bytes[bytes.Length / 2]) % Slots];
        if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes))
            slot = (bytes.ToArray(), JsonText.Read(bytes));
        return slot.Text;
    }
}
