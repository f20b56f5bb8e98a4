using System.Text.Json;
using Aios.Loop.Conditions;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>An event as conditions see it.</summary>
public sealed class EventScope(RecordedEvent recorded) : IConditionScope
{
    private static readonly JsonElement NoPayload = JsonElement.Parse("{}");

    public RecordedEvent Recorded => recorded;

    public bool TryGet(string name, out Value value)
    {
        var fact = recorded.Event;
        value = name switch
        {
            "id" => Value.Of(fact.Id.Value),
            "type" => Value.Of(fact.Type),
            "source" => Value.Of(fact.Source),
            "timestamp" => Value.OfTimestamp(fact.Timestamp),
            "severity" => Value.Of((long)fact.Severity),
            "priority" => Value.Of((long)fact.Priority),
            "trace_id" when fact.TraceId is { } trace => Value.Of(trace),
            "cause_id" when fact.CauseId is { } cause => Value.Of(cause),
            "node" => Value.Of(recorded.Node),
            "seq" => Value.Of(recorded.Seq),
            "payload" => Value.Of(fact.Payload ?? NoPayload),
            _ => Value.Error(""),
        };
        return value.Kind != ValueKind.Error;
    }
}
