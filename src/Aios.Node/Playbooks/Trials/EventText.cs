using System.Globalization;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;

namespace Aios.Node.Playbooks.Trials;

/// <summary>
/// Events of a file: one JSON object, or one per line. The members are those of <c>events emit</c> (type, severity, source, payload, id,
/// trace, timestamp) or of <c>events export</c>.
/// </summary>
internal static class EventText
{
    private static readonly string[] Members =
    [
        .. (string[])["type", "severity", "source", "payload", "id", "trace", "timestamp"],
        .. (string[])["seq", "priority", "trace_id", "cause_id", "node", "epoch"],
    ];

    /// <param name="now">For events that tell no time, milliseconds since the Unix epoch.</param>
    public static (IReadOnlyList<RecordedEvent> Events, IReadOnlyList<PlacedFault> Faults) Read(string file, string text, long now)
    {
        var (events, faults) = (new List<RecordedEvent>(), new List<PlacedFault>());
        var numbers = new HashSet<long>();
        foreach (var (line, part) in Parts(text))
            try
            {
                var read = One(JsonElement.Parse(part), events.Count + 1, now);
                if (!numbers.Add(read.Seq))
                    throw new FormatException($"event.seq ({read.Seq}) must be a number of its own; an event before has it too");
                events.Add(read);
            }
            catch (JsonException error)
            {
                var at = new Origin(file, line + (int)(error.LineNumber ?? 0), (int)(error.BytePositionInLine ?? 0) + 1);
                faults.Add(new PlacedFault(at, "is not JSON; it must be one event as a JSON object, or one per line"));
            }
            catch (FormatException fault)
            {
                faults.Add(new PlacedFault(new Origin(file, line, 1), fault.Message));
            }
        if (events.Count == 0 && faults.Count == 0)
            faults.Add(new PlacedFault(Place.Whole(file), "the file holds no event"));
        return (events, faults);
    }

    /// <summary>Lines when the first of them is a value by itself, else the whole text as one value.</summary>
    private static IEnumerable<(int Line, string Text)> Parts(string text)
    {
        var lines = text.Split('\n').Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)).ToArray();
        return lines.Length == 0 ? []
            : IsValue(lines[0].Item) ? lines.Select(line => (line.Index + 1, line.Item))
            : [(1, text)];
    }

    private static bool IsValue(string text)
    {
        try
        {
            _ = JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static RecordedEvent One(JsonElement item, int number, long now)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new FormatException($"({item.ValueKind.ToString().ToLowerInvariant()}) must be an event: a JSON object with type");
        foreach (var member in item.EnumerateObject())
            if (!Members.Contains(member.Name))
                throw new FormatException($"event.{Shown.Clean(member.Name)} is not known; allowed are {string.Join(", ", Members)}");
        var type =
            Text(item, "type") ?? throw new FormatException("event.type is missing; it must be 1–200 characters of A–Z a–z 0–9 . _ -");
        if (!Words.TryParse(Text(item, "severity") ?? "info", out Severity severity))
            throw new FormatException($"event.severity ({Shown.Clean(Text(item, "severity"))}) must be info, warn, error or critical");
        var fact = new Event
        {
            Id = new EventId(Text(item, "id") ?? $"event-{number}"),
            Type = type,
            Source = Text(item, "source") ?? "cli",
            Timestamp = Time(item) ?? now,
            Severity = severity,
            Priority = PriorityRules.Of(type, severity, 1),
            TraceId = Text(item, "trace") ?? Text(item, "trace_id"),
            CauseId = Text(item, "cause_id"),
            Payload = item.TryGetProperty("payload", out var payload) && payload.ValueKind != JsonValueKind.Null ? payload : null,
        };
        if (EventRules.Check(fact) is { } refusal)
            throw new FormatException($"event.{refusal}");
        var seq = item.TryGetProperty("seq", out var given) && given.TryGetInt64(out var told) ? told : number;
        return new RecordedEvent(seq, Text(item, "node") ?? "test", 1, fact);
    }

    private static string? Text(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new FormatException($"event.{name} ({value.ValueKind.ToString().ToLowerInvariant()}) must be a text");
    }

    private static long? Time(JsonElement item)
    {
        if (!item.TryGetProperty("timestamp", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var ms))
            return ms;
        if (
            value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        )
            return time.ToUnixTimeMilliseconds();
        throw new FormatException(
            $"event.timestamp ({Shown.Clean(value.GetRawText())}) must be milliseconds since 1970, or a time such as 2026-01-31T10:00:00Z"
        );
    }
}
