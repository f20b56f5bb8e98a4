using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Office.Answers;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Intake;

/// <summary>CloudEvents 1.0 in its three HTTP modes. What an attribute may be, and how headers are escaped, the SDK knows.</summary>
internal static class CloudEvents
{
    /// <summary>It is there when the attributes are headers and the body is the data.</summary>
    public static readonly string VersionHeader = HttpUtilities.SpecVersionHttpHeader;

    private static readonly JsonEventFormatter Formatter = new(null, IntakeBody.Strict);

    public static Reading ReadStructured(JsonElement body, Delivery delivery) => Each([(body, "")], delivery);

    public static Reading ReadBatch(JsonElement body, Delivery delivery) =>
        body.ValueKind == JsonValueKind.Array
            ? Each(Reading.Items(body), delivery)
            : Reading.Refused("a batch of CloudEvents is a JSON list");

    public static Reading ReadBinary(IHeaderDictionary headers, ReadOnlyMemory<byte> body, Delivery delivery)
    {
        var reading = new Reading();
        reading.Try(
            "",
            () =>
            {
                var name = headers[VersionHeader];
                if (CloudEventsSpecVersion.FromVersionId(name) is not { } version)
                    throw new ArgumentException($"ce-specversion is {Shown.Quote(name)}; it must be 1.0");
                var found = new CloudEvent(version);
                foreach (var (header, values) in headers)
                    if (
                        HttpUtilities.GetAttributeNameFromHeaderName(header) is { } attribute
                        && attribute != CloudEventsSpecVersion.SpecVersionAttribute.Name
                    )
                        found.SetAttributeFromString(
                            attribute,
                            values is [{ } value]
                                ? HttpUtilities.DecodeHeaderValue(value)
                                : throw new ArgumentException($"{header} is given {values.Count} times; it must be given once")
                        );
                found.DataContentType = headers.ContentType is [{ } type] ? type : null;
                Formatter.DecodeBinaryModeEventData(body, found);
                Take(reading, found.Validate(), "", delivery, 1);
            }
        );
        return reading;
    }

    private static Reading Each(IReadOnlyCollection<(JsonElement, string)> items, Delivery delivery) =>
        Reading.Each(
            items,
            (reading, item, pointer) =>
                Take(reading, Formatter.ConvertFromJsonElement(item, extensionAttributes: null), pointer, delivery, items.Count)
        );

    private static void Take(Reading reading, CloudEvent found, string pointer, Delivery delivery, int count)
    {
        var type = TypeOf(found.Type!);
        var word = found["severity"] as string ?? "info";
        if (!Words.TryParse(word == "warning" ? "warn" : word, out Severity severity))
        {
            reading.Fault(pointer, $"the extension severity is {Shown.Quote(word)}; it must be info, warn, error or critical");
            return;
        }
        reading.Add(
            pointer,
            new Event
            {
                Id = new EventId(found.Id!),
                HasSuppliedId = true,
                Type = type,
                Source = found.Source!.OriginalString,
                Timestamp = found.Time?.ToUnixTimeMilliseconds() ?? delivery.Now,
                Severity = severity,
                Priority = PriorityRules.Of(type, severity, 1),
                TraceId = delivery.TraceFor(TraceContext.Parse(found["traceparent"] as string), count),
                Payload = CloudEventPayload.Of(found, type),
            }
        );
    }

    /// <summary>Characters that no type of an event here has become dots; the type as it was sent stays in the payload.</summary>
    public static string TypeOf(string type) =>
        string.Concat(type.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '.'));
}
