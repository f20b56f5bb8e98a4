using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Intake;

/// <summary>
/// Events in the node's own words: <c>{"type": "deploy.finished", "payload": {…}}</c>, a list of such, or <c>{"events": […]}</c>. What
/// <c>events emit</c> takes is taken here too.
/// </summary>
internal static class OwnEvents
{
    /// <summary>Who says it when the event does not.</summary>
    public const string Source = "http";

    private const string List = "events";
    private static readonly string[] Known = ["type", "severity", "source", "id", "timestamp", "trace", "trace_id", "cause_id", "payload"];

    public static Reading Read(JsonElement body, Delivery delivery) => Reading.Whole(() => ReadWhole(body, delivery));

    private static Reading ReadWhole(JsonElement body, Delivery delivery)
    {
        if (body.ValueKind == JsonValueKind.Array)
            return Each(Reading.Items(body), delivery);
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(List, out var list) || body.EnumerateObject().Skip(1).Any())
            return Each([(body, "")], delivery);
        return list.ValueKind == JsonValueKind.Array
            ? Each(Reading.Items(list, "/" + List), delivery)
            : Reading.Refused($"{List} must be a list", "/" + List);
    }

    private static Reading Each(IReadOnlyCollection<(JsonElement, string)> items, Delivery delivery) =>
        Reading.Each(items, (reading, item, pointer) => ReadOne(reading, item, pointer, delivery, items.Count));

    private static void ReadOne(Reading reading, JsonElement item, string pointer, Delivery delivery, int count)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            reading.Fault(pointer, "an event is a JSON object with a type");
            return;
        }
        var members = new Members(item, pointer, reading);
        members.Only(Known);
        var (type, id, word) = (members.Needed("type"), members.Text("id"), members.Text("severity") ?? "info");
        if (!Words.TryParse(word, out Severity severity))
            members.Fault("severity", $"severity is {Shown.Quote(word)}; it must be info, warn, error or critical");
        var candidate = new Event
        {
            Id = new EventId(id ?? $"{delivery.NewId()}"),
            HasSuppliedId = id is not null,
            Type = type,
            Source = members.Text("source") ?? Source,
            Timestamp = members.Time("timestamp") ?? delivery.Now,
            Severity = severity,
            Priority = PriorityRules.Of(type, severity, 1),
            TraceId = delivery.TraceFor(members.Text("trace_id") ?? members.Text("trace"), count),
            CauseId = members.Text("cause_id"),
            Payload = members.Object("payload"),
        };
        if (members.IsGood)
            reading.Add(pointer, candidate);
    }
}
