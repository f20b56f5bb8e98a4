using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Intake;

namespace Aios.Office.Api;

/// <summary>The routes that other programs hand events in by, in the OpenAPI document.</summary>
internal static class OpenApiIntake
{
    private static readonly int[] Problems = [400, 401, 403, 413, 415, 500, 503];

    private static readonly (string Path, string Name, string Summary, string Body, int[] Refusals)[] All =
    [
        (
            IntakeRoutes.Events,
            "events-post",
            "Put events on record, all of them or none; answers after they are synced to disk",
            $$"""
            {"required":true,"content":{
              "application/json":{
                "schema":{"oneOf":[
                  {"$ref":"#/components/schemas/Event"},
                  {"type":"array","maxItems":{{Reading.MostEvents}},"items":{"$ref":"#/components/schemas/Event"} },
                  {"type":"object","required":["events"],"properties":{"events":{"type":"array","items":{"$ref":"#/components/schemas/Event"} } } }]},
                "example":{"type":"deploy.finished","source":"ci","id":"build-481","payload":{"version":"1.4"} } },
              "{{IntakeForms.Structured}}":{
                "schema":{"$ref":"#/components/schemas/CloudEvent"},
                "example":{"specversion":"1.0","id":"order-17","source":"/shop/orders","type":"com.example.order.created","time":"2026-01-31T10:00:00Z",
                  "subject":"17","severity":"warn","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","data":{"total":12} } },
              "{{IntakeForms.Batch}}":{
                "schema":{"type":"array","maxItems":{{Reading.MostEvents}},"items":{"$ref":"#/components/schemas/CloudEvent"} },
                "example":[{"specversion":"1.0","id":"a","source":"/shop","type":"com.example.opened"},{"specversion":"1.0","id":"b","source":"/shop","type":"com.example.closed"}]},
              "*/*":{"schema":{"description":"The data of one CloudEvent; its attributes are headers: ce-specversion, ce-id, ce-source, ce-type…"} } } }
            """,
            [.. Problems, 429]
        ),
        (
            IntakeRoutes.Alertmanager,
            "alertmanager-post",
            "What Alertmanager's webhook sends: one event per alert. Who sends too often is answered 503, so that no alert is lost",
            """
            {"required":true,"content":{"application/json":{
              "schema":{"type":"object","required":["version","alerts"],"properties":{
                "version":{"const":"4"},"groupKey":{"type":"string"},"receiver":{"type":"string"},"externalURL":{"type":"string"},
                "truncatedAlerts":{"type":"integer","minimum":0},
                "alerts":{"type":"array","items":{"type":"object","required":["status","fingerprint","startsAt"],"properties":{
                  "status":{"enum":["firing","resolved"]},"fingerprint":{"type":"string"},"startsAt":{"type":"string","format":"date-time"},
                  "labels":{"type":"object"},"annotations":{"type":"object"} } } } } },
              "example":{"version":"4","groupKey":"{}:{alertname=\"DiskFull\"}","truncatedAlerts":0,"status":"firing","receiver":"aios",
                "groupLabels":{"alertname":"DiskFull"},"commonLabels":{"alertname":"DiskFull"},"commonAnnotations":{},
                "externalURL":"http://alertmanager:9093","alerts":[{"status":"firing",
                  "labels":{"alertname":"DiskFull","instance":"web-1:9100","severity":"critical"},
                  "annotations":{"summary":"/srv is 97 % full"},"startsAt":"2026-01-31T10:00:00.123Z","endsAt":"0001-01-01T00:00:00Z",
                  "generatorURL":"http://prometheus:9090/graph","fingerprint":"1a30ba71cca2921f"}]} } } }
            """,
            Problems
        ),
    ];

    /// <summary>The paths that are no verb's.</summary>
    /// <param name="known">Those that are there already.</param>
    public static IEnumerable<string> Others(IEnumerable<string> known) => All.Select(route => route.Path).Except(known);

    /// <summary>What stands under the path; nothing when it is none of these.</summary>
    public static void Write(Utf8JsonWriter writer, string path)
    {
        foreach (var route in All.Where(route => route.Path == path))
        {
            writer.WriteStartObject("post");
            writer.WriteString("operationId", route.Name);
            writer.WriteString("summary", route.Summary);
            writer.WriteString("x-role", VerbRole.Source.Text());
            writer.WriteStartArray("parameters");
            writer.WriteEndArray();
            writer.WritePropertyName("requestBody");
            JsonElement.Parse(route.Body).WriteTo(writer);
            writer.WriteStartObject("responses");
            OpenApiSchemas.WriteContent(writer, "202", "All of it is on record", "application/json", "Accepted");
            OpenApiOperation.WriteRefusals(writer, route.Refusals.Order());
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    public static void WriteSchemas(Utf8JsonWriter writer)
    {
        OpenApiSchemas.WriteItem(writer, "Accepted", "schema:text stored:int duplicates:int items:list");
        writer.WritePropertyName("Event");
        JsonElement
            .Parse(
                """
                {"type":"object","required":["type"],"additionalProperties":false,"properties":{
                  "type":{"type":"string","pattern":"^[A-Za-z0-9._-]{1,200}$"},
                  "severity":{"enum":["info","warn","error","critical"],"default":"info"},
                  "source":{"type":"string","maxLength":200,"default":"http"},
                  "id":{"type":"string","maxLength":200,"description":"your own id: sent twice it is stored once"},
                  "timestamp":{"type":["integer","string"],"description":"milliseconds since 1970, or RFC 3339; else now"},
                  "trace_id":{"type":"string","pattern":"^[0-9a-f]{32}$"},
                  "trace":{"type":"string","description":"the same as trace_id"},
                  "cause_id":{"type":"string","maxLength":200},
                  "payload":{"type":"object","description":"at most 1 MiB and 32 levels"} } }
                """
            )
            .WriteTo(writer);
        writer.WritePropertyName("CloudEvent");
        JsonElement
            .Parse(
                """
                {"type":"object","required":["specversion","id","source","type"],"properties":{
                  "specversion":{"const":"1.0"},
                  "id":{"type":"string","minLength":1,"maxLength":200},
                  "source":{"type":"string","format":"uri-reference","minLength":1,"maxLength":200},
                  "type":{"type":"string","minLength":1,"maxLength":200},
                  "time":{"type":"string","format":"date-time"},
                  "subject":{"type":"string"},
                  "datacontenttype":{"type":"string"},
                  "dataschema":{"type":"string","format":"uri"},
                  "severity":{"enum":["info","warn","warning","error","critical"],"default":"info"},
                  "traceparent":{"type":"string"},
                  "data":{},
                  "data_base64":{"type":"string","contentEncoding":"base64"} } }
                """
            )
            .WriteTo(writer);
    }
}
