using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>A recorded event as an item of <c>aios.events/1</c>: the members of the log's line, without its seal.</summary>
public static class EventItem
{
    public static JsonElement Of(RecordedEvent recorded)
    {
        var fact = recorded.Event;
        return LooseJson.Object(
            ("seq", recorded.Seq),
            ("id", fact.Id.Value),
            ("type", fact.Type),
            ("source", fact.Source),
            ("timestamp", fact.Timestamp),
            ("severity", fact.Severity.Text()),
            ("priority", fact.Priority.Text()),
            ("trace_id", fact.TraceId),
            ("cause_id", fact.CauseId),
            ("node", recorded.Node),
            ("epoch", recorded.Epoch),
            ("payload", fact.Payload)
        );
    }
}
