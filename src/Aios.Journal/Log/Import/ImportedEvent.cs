using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log.Import;

/// <summary>
/// Reads an event of an older version, one JSON object per line: <c>id</c>, <c>type</c>, <c>source</c>, <c>timestamp</c> (ms, or ISO),
/// <c>payload</c>; also <c>severity</c>, <c>trace_id</c> and <c>cause_id</c> where they are ours. Every other member moves into the payload.
/// </summary>
internal static class ImportedEvent
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <returns>The event, or why there is none.</returns>
    public static (Event? Fact, string? Reason) Read(ReadOnlySpan<byte> line, long number)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(line);
        }
        catch (JsonException error)
        {
            return (null, $"no JSON: {error.Message}");
        }
        if (root.ValueKind != JsonValueKind.Object)
            return (null, $"a JSON {root.ValueKind.ToString().ToLowerInvariant()}, must be an object");
        if (TextOf(root, "type") is not { Length: > 0 } type)
            return (null, "type is missing, must be text");
        if (TimeOf(root) is not { } time)
            return (null, $"timestamp is {Found(root, "timestamp")}, must be milliseconds since 1970 or an ISO 8601 time");
        return Make(root, TextOf(root, "id") ?? IdOf(line, number), type, TextOf(root, "source") ?? "unknown", time);
    }

    private static (Event? Fact, string? Reason) Make(JsonElement root, string id, string type, string source, long time)
    {
        var extra = new List<(string Name, object? Value)>();
        var (cleanType, cleanSource) = (Clean(type, isType: true), Clean(source, isType: false));
        if (cleanType != type)
            extra.Add(("original_type", type));
        if (cleanSource != source)
            extra.Add(("original_source", source));
        var severity = SeverityOf(TextOf(root, "severity"));
        var (trace, cause) = (TextOf(root, "trace_id"), TextOf(root, "cause_id"));
        var hasTrace = trace is { Length: 32 } && trace.All(char.IsAsciiHexDigitLower);
        var hasCause = cause is { Length: > 0 and <= EventRules.MaxNameLength } && Clean(cause, isType: false) == cause;
        foreach (var member in root.EnumerateObject())
            if (!IsTaken(member, severity is not null, hasTrace, hasCause))
                extra.Add((member.Name, member.Value));
        var fact = new Event
        {
            Id = new EventId(id),
            Type = cleanType,
            Source = EventTypes.ImportedSource + cleanSource,
            Timestamp = time,
            Severity = severity ?? Severity.Info,
            Priority = PriorityRules.Of(cleanType, severity ?? Severity.Info, score: 1),
            TraceId = hasTrace ? trace : null,
            CauseId = hasCause ? cause : null,
            Payload = PayloadOf(root, extra),
        };
        return EventRules.Check(fact) is { } refusal ? (null, refusal.ToString()) : (fact, null);
    }

    /// <summary>The payload's own members stay as they are; one of the record with the same name is called <c>record_…</c>.</summary>
    private static JsonElement PayloadOf(JsonElement root, List<(string Name, object? Value)> extra)
    {
        var members = new List<(string Name, object? Value)>();
        if (root.TryGetProperty("payload", out var payload) && payload.ValueKind == JsonValueKind.Object)
            members.AddRange(payload.EnumerateObject().Select(member => (member.Name, (object?)member.Value)));
        var names = members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        members.AddRange(extra.Select(each => (names.Contains(each.Name) ? $"record_{each.Name}" : each.Name, each.Value)));
        return LooseJson.Object([.. members]);
    }

    private static bool IsTaken(JsonProperty member, bool severity, bool trace, bool cause) =>
        member.Name switch
        {
            "id" or "type" or "source" or "timestamp" => member.Value.ValueKind != JsonValueKind.Object,
            "payload" => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Null,
            "severity" => severity,
            "trace_id" => trace,
            "cause_id" => cause,
            _ => false,
        };

    private static string? TextOf(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : null;

    private static long? TimeOf(JsonElement root)
    {
        if (!root.TryGetProperty("timestamp", out var time))
            return null;
        if (time.ValueKind == JsonValueKind.Number)
            return time.TryGetInt64(out var whole) ? whole
                : time.TryGetDouble(out var ms) && Math.Abs(ms) < 1e15 ? (long)Math.Round(ms)
                : null;
        return
            time.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(time.GetString(), CultureInfo.InvariantCulture, Utc, out var parsed)
            ? parsed.ToUnixTimeMilliseconds()
            : null;
    }

    private static Severity? SeverityOf(string? word) =>
        word?.ToLowerInvariant() switch
        {
            "info" => Severity.Info,
            "warn" or "warning" => Severity.Warn,
            "error" or "err" => Severity.Error,
            "critical" or "crit" => Severity.Critical,
            _ => null,
        };

    private static string Clean(string text, bool isType) =>
        string.Create(
            text.Length,
            (text, isType),
            static (target, state) =>
            {
                for (var i = 0; i < target.Length; i++)
                    target[i] =
                        state.isType
                            ? (char.IsAsciiLetterOrDigit(state.text[i]) || state.text[i] is '.' or '_' or '-' ? state.text[i] : '.')
                        : char.IsWhiteSpace(state.text[i]) || char.IsControl(state.text[i]) ? '_'
                        : state.text[i];
            }
        );

    /// <summary>The same line at the same place has the same id, so that it is stored once however often it is imported.</summary>
    private static string IdOf(ReadOnlySpan<byte> line, long number)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line, hash);
        return $"line-{number}-{Base64Url.EncodeToString(hash[..12])}";
    }

    private static string Found(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? Shown.Quote(value.GetRawText()) : "missing";
}
