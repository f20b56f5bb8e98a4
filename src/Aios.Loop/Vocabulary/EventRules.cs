using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Aios.Loop.Vocabulary;

/// <summary>What the runtime takes for an event; a refusal names field, value and rule.</summary>
public static class EventRules
{
    public const int MaxNameLength = 200;
    public const int MaxPayloadBytes = 1024 * 1024;
    public const int MaxPayloadDepth = 32;

    // One byte becomes six: \u007f.
    private const int LongestEscape = 6;

    public static Refusal? Check(Event candidate)
    {
        if (!IsName(candidate.Type, type: true))
            return Refuse(candidate, "type", candidate.Type, "1–200 characters of A–Z a–z 0–9 . _ -");
        if (!IsName(candidate.Source, type: false))
            return Refuse(candidate, "source", candidate.Source, "1–200 characters without white space or control characters");
        if (!IsName(candidate.Id.Value, type: false))
            return Refuse(candidate, "id", candidate.Id.Value, "1–200 characters without white space or control characters");
        if (candidate.Timestamp is < 0 or > 253_402_300_799_999)
            return Refuse(candidate, "timestamp", $"{candidate.Timestamp}", "milliseconds since 1970, up to the year 9999");
        if (candidate.TraceId is { } trace && !(trace.Length == 32 && trace.All(char.IsAsciiHexDigitLower)))
            return Refuse(candidate, "trace_id", trace, "32 lower-case hex digits");
        if (candidate.CauseId is { } cause && !IsName(cause, type: false))
            return Refuse(candidate, "cause_id", cause, "1–200 characters without white space or control characters");
        return candidate.Payload is { } payload ? CheckPayload(candidate, payload) : null;
    }

    /// <summary>Nobody outside may speak as a part of this node, or write its records.</summary>
    public static Refusal? CheckOutside(Event candidate)
    {
        if (
            EventTypes.IsRecord(candidate.Type)
            || EventTypes.Family(candidate.Type) == "node"
            || candidate.Type == EventTypes.ScoreDegraded
        )
            return Refuse(candidate, "type", candidate.Type, "of a family that the node does not write itself");
        foreach (var own in (string[])["aios/", "sensor/", EventTypes.ImportedSource])
            if (candidate.Source.StartsWith(own, StringComparison.Ordinal))
            {
                const string allowed = "something else than aios/…, sensor/… and import/…, which only the node uses";
                return Refuse(candidate, "source", candidate.Source, allowed);
            }
        return null;
    }

    private static Refusal? CheckPayload(Event candidate, JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            return Refuse(candidate, "payload", $"a JSON {payload.ValueKind.ToString().ToLowerInvariant()}", "a JSON object");
        if (Depth(payload, 1) > MaxPayloadDepth)
            return Refuse(candidate, "payload", "nested deeper", $"at most {MaxPayloadDepth} levels");
        var bytes = BytesAtMost(payload);
        return bytes <= MaxPayloadBytes ? null : Refuse(candidate, "payload", $"{bytes} bytes", $"at most {MaxPayloadBytes} bytes");
    }

    /// <summary>As the log writes it; what cannot be too long is not written to see how long it is.</summary>
    private static long BytesAtMost(JsonElement payload)
    {
        var most = (long)JsonMarshal.GetRawUtf8Value(payload).Length * LongestEscape;
        if (most <= MaxPayloadBytes)
            return most;
        using var writer = new Utf8JsonWriter(new ArrayBufferWriter<byte>(), LooseJson.WriterOptions);
        payload.WriteTo(writer);
        return writer.BytesPending + writer.BytesCommitted;
    }

    private static int Depth(JsonElement element, int level)
    {
        if (level > MaxPayloadDepth)
            return level;
        var deepest = level;
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject())
                deepest = Math.Max(deepest, Nested(member.Value) ? Depth(member.Value, level + 1) : level);
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                deepest = Math.Max(deepest, Nested(item) ? Depth(item, level + 1) : level);
        return deepest;
    }

    private static bool Nested(JsonElement element) => element.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    private static bool IsName(string text, bool type)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxNameLength)
            return false;
        foreach (var c in text)
            if (type ? !(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') : char.IsWhiteSpace(c) || char.IsControl(c))
                return false;
        return true;
    }

    private static Refusal Refuse(Event candidate, string field, string value, string allowed) =>
        new("event", candidate.Id.Value, $"{field} is {Shown.Quote(value)}; it must be {allowed}", $"correct {field} and send it again");
}
