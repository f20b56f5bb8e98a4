using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Intake;

/// <summary>What Alertmanager's webhook sends (<c>version</c> "4"): one event per alert, and one when alerts were left out.</summary>
internal static class Alerts
{
    public const string Version = "4";

    private const string Resolved = "resolved";
    private const int LongestFingerprint = 64;

    public static Reading Read(JsonElement body, Delivery delivery) => Reading.Whole(() => ReadWhole(body, delivery));

    /// <summary>Of the label <c>severity</c>. An alert that says nothing, or a word of its own, is a warning.</summary>
    public static Severity SeverityOf(string? label) =>
        label?.ToLowerInvariant() switch
        {
            "critical" or "page" => Severity.Critical,
            "error" => Severity.Error,
            "info" or "none" => Severity.Info,
            _ => Severity.Warn,
        };

    private static Reading ReadWhole(JsonElement body, Delivery delivery)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return Reading.Refused("the body must be what Alertmanager's webhook sends: a JSON object");
        if (!body.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals(Version))
            return Reading.Refused($"version must be \"{Version}\", the webhook of Alertmanager", "/version");
        if (!body.TryGetProperty("alerts", out var alerts) || alerts.ValueKind != JsonValueKind.Array)
            return Reading.Refused("alerts must be a list", "/alerts");
        var items = Reading.Items(alerts, "/alerts");
        var reading = Reading.Each(items, (reading, alert, pointer) => ReadOne(reading, alert, pointer, body, delivery, items.Count));
        if (!reading.IsTooLong)
            reading.Try("/truncatedAlerts", () => ReadLoss(reading, body, delivery));
        return reading;
    }

    private static void ReadOne(Reading reading, JsonElement alert, string pointer, JsonElement body, Delivery delivery, int count)
    {
        if (alert.ValueKind != JsonValueKind.Object)
        {
            reading.Fault(pointer, "an alert is a JSON object");
            return;
        }
        var members = new Members(alert, pointer, reading);
        var (status, fingerprint) = (members.Needed("status"), members.Needed("fingerprint"));
        if (status is not ("firing" or Resolved))
            members.Fault("status", $"status is {Shown.Quote(status)}; it must be firing or {Resolved}");
        if (fingerprint.Length > LongestFingerprint)
            members.Fault("fingerprint", $"fingerprint must have at most {LongestFingerprint} characters");
        if (!Instants.TryRead(members.Find("startsAt") ?? default, out var since))
            members.Fault("startsAt", "startsAt must be a time such as 2026-01-31T10:00:00Z");
        var labels = members.Object("labels");
        if (!members.IsGood)
            return;
        var isOver = status == Resolved;
        var severity = isOver ? Severity.Info : SeverityOf(Label(labels, "severity"));
        var type = isOver ? EventTypes.AlertResolved : EventTypes.AlertFiring;
        reading.Add(
            pointer,
            new Event
            {
                Id = new EventId($"{fingerprint}/{since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}/{status}"),
                HasSuppliedId = true,
                Type = type,
                Source = EventTypes.AlertmanagerSource,
                Timestamp = delivery.Now,
                Severity = severity,
                Priority = PriorityRules.Of(type, severity, 1),
                TraceId = delivery.TraceFor(null, count),
                Payload = AlertPayload.Of(alert, body, fingerprint, Label(labels, "alertname"), Label(labels, "instance")),
            }
        );
    }

    // The same notification sent again tells of the same loss.
    private static void ReadLoss(Reading reading, JsonElement body, Delivery delivery)
    {
        var members = new Members(body, "", reading);
        if (members.Find("truncatedAlerts") is not { } found)
            return;
        if (found.ValueKind != JsonValueKind.Number || !found.TryGetInt64(out var lost) || lost < 0)
        {
            members.Fault("truncatedAlerts", "truncatedAlerts must be a whole number, 0 or more");
            return;
        }
        var group = members.Text("groupKey");
        if (lost == 0 || !members.IsGood)
            return;
        var told = string.Join('\n', reading.Events.Select(fact => fact.Id.Value));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{group}\n{lost}\n{told}"));
        reading.Add(
            "/truncatedAlerts",
            new Event
            {
                Id = new EventId($"truncated/{Convert.ToHexStringLower(hash.AsSpan(0, 16))}"),
                HasSuppliedId = true,
                Type = EventTypes.AlertsTruncated,
                Source = EventTypes.AlertmanagerSource,
                Timestamp = delivery.Now,
                Severity = Severity.Warn,
                Priority = PriorityRules.Of(EventTypes.AlertsTruncated, Severity.Warn, 1),
                TraceId = delivery.TraceFor(null, 1),
                Payload = LooseJson.Object(
                    ("lost", lost),
                    ("told", (long)reading.Events.Count),
                    ("groupKey", group),
                    ("receiver", members.Text("receiver")),
                    ("externalURL", members.Text("externalURL")),
                    ("text", $"Alertmanager left {lost} alerts out; raise max_alerts of its webhook_config, or group them finer")
                ),
            }
        );
    }

    private static string? Label(JsonElement? labels, string name) =>
        labels is { } all && all.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
