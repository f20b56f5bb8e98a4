using System.Text.Json;
using Aios.Loop.Incidents;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Aios.Office.Intake;
using Aios.Office.Tests.Intake.Recorded;

namespace Aios.Office.Tests.Intake;

public sealed class AlertsSpecs
{
    private static readonly Delivery Now = new(1_000, new string('a', 32), Guid.NewGuid);

    [Fact]
    public void Each_alert_is_an_event_known_by_fingerprint_start_and_status()
    {
        var reading = Read(Recordings.Firing);
        Assert.Empty(reading.Faults);
        Assert.Equal(
            [
                "alertmanager.firing 1a30ba71cca2921f/2026-01-31T10:00:12.3456789Z/firing critical P1",
                "alertmanager.firing 8c1f6ea8a3f1e8d4/2026-01-31T10:05:42.0000000Z/firing warn P3",
            ],
            reading.Events.Select(fact => $"{fact.Type} {fact.Id} {fact.Severity.Text()} {fact.Priority}")
        );
        Assert.All(reading.Events, fact => Assert.Equal((EventTypes.AlertmanagerSource, true), (fact.Source, fact.HasSuppliedId)));
    }

    [Fact]
    public void Its_payload_is_the_alert_as_it_was_sent_and_the_group_it_came_in()
    {
        var payload = Read(Recordings.Firing).Events[0].Payload!.Value;
        Assert.Equal("/srv on web-1:9100 has 2.9 % left.", payload.GetProperty("annotations").GetProperty("description").GetString());
        Assert.Equal("/srv", payload.GetProperty("labels").GetProperty("mountpoint").GetString());
        Assert.Equal("2026-01-31T10:00:12.345678901Z", payload.GetProperty("startsAt").GetString());
        Assert.Equal(
            (
                "firing",
                "DiskFull/web-1:9100/1a30ba71cca2921f",
                """{}/{severity=~"warning|critical"}:{alertname="DiskFull"}""",
                "aios",
                "http://alertmanager.example.org:9093"
            ),
            (
                Text(payload, "status"),
                Text(payload, "target"),
                Text(payload, "groupKey"),
                Text(payload, "receiver"),
                Text(payload, "externalURL")
            )
        );
    }

    [Fact]
    public void A_resolved_alert_says_that_the_same_trouble_is_over_and_overtakes_what_waits()
    {
        var (firing, resolved) = (Read(Recordings.Firing).Events[0], Read(Recordings.Mixed).Events[0]);
        Assert.Equal(("alertmanager.resolved", Severity.Info), (resolved.Type, resolved.Severity));
        Assert.NotEqual(firing.Id, resolved.Id);
        Assert.Equal(IncidentKey.Of(firing), IncidentKey.Of(resolved));
        Assert.Equal(EventKey.Of(firing), EventKey.Of(resolved));
        Assert.True(EventTypes.SaysOver(resolved));
        Assert.False(EventTypes.SaysOver(firing));
    }

    [Fact]
    public void Two_alerts_of_one_name_on_one_machine_are_two_troubles()
    {
        var events = Read(Recordings.Firing).Events;
        Assert.NotEqual(IncidentKey.Of(events[0]), IncidentKey.Of(events[1]));
        Assert.NotEqual(EventKey.Of(events[0]), EventKey.Of(events[1]));
        Assert.NotEqual(events[0].TraceId, events[1].TraceId);
    }

    [Fact]
    public void Alerts_that_were_left_out_are_a_loss_on_record_and_the_same_loss_is_one()
    {
        var loss = Read(Recordings.Mixed).Events[^1];
        Assert.Equal(("alertmanager.truncated", Severity.Warn), (loss.Type, loss.Severity));
        Assert.Equal(
            (3, 2, """{}/{severity=~"warning|critical"}:{alertname="DiskFull"}"""),
            (
                loss.Payload!.Value.GetProperty("lost").GetInt32(),
                loss.Payload!.Value.GetProperty("told").GetInt32(),
                Text(loss.Payload!.Value, "groupKey")
            )
        );
        Assert.Equal(loss.Id, Read(Recordings.Mixed).Events[^1].Id);
        var more = Read(Recordings.Mixed.Replace("\"truncatedAlerts\": 3", "\"truncatedAlerts\": 4", StringComparison.Ordinal)).Events[^1];
        Assert.NotEqual(loss.Id, more.Id);
    }

    [Theory]
    [InlineData("critical", Severity.Critical)]
    [InlineData("Critical", Severity.Critical)]
    [InlineData("page", Severity.Critical)]
    [InlineData("error", Severity.Error)]
    [InlineData("warning", Severity.Warn)]
    [InlineData("warn", Severity.Warn)]
    [InlineData("info", Severity.Info)]
    [InlineData("none", Severity.Info)]
    [InlineData("SEV-3", Severity.Warn)]
    [InlineData(null, Severity.Warn)]
    public void The_label_severity_decides_and_what_it_does_not_say_is_a_warning(string? label, Severity severity) =>
        Assert.Equal(severity, Alerts.SeverityOf(label));

    [Theory]
    [InlineData("""{"version":"1","alerts":[]}""", "/version")]
    [InlineData("""{"version":4,"alerts":[]}""", "/version")]
    [InlineData("""{"alerts":[]}""", "/version")]
    [InlineData("""{"version":"4"}""", "/alerts")]
    [InlineData("[]", "")]
    [InlineData("""{"version":"4","alerts":[1]}""", "/alerts/0")]
    [InlineData("""{"version":"4","alerts":[{}]}""", "/alerts/0/status", "/alerts/0/fingerprint", "/alerts/0/status", "/alerts/0/startsAt")]
    [InlineData("""{"version":"4","alerts":[{"status":"firing","fingerprint":"f","startsAt":"now"}]}""", "/alerts/0/startsAt")]
    [InlineData("""{"version":"4","alerts":[{"status":"lost","fingerprint":"f","startsAt":"2026-01-31T10:00:00Z"}]}""", "/alerts/0/status")]
    [InlineData("""{"version":"4","alerts":[{"status":"firing","fingerprint":"a b","startsAt":"2026-01-31T10:00:00Z"}]}""", "/alerts/0")]
    [InlineData(
        """{"version":"4","alerts":[{"status":"firing","fingerprint":"f","startsAt":"2026-01-31T10:00:00Z","labels":[]}]}""",
        "/alerts/0/labels"
    )]
    [InlineData(
        """{"version":"4","alerts":[{"status":"firing","fingerprint":"f","startsAt":"2026-01-31T10:00:00Z","labels":{"alertname":"\ud800"}}]}""",
        "/alerts/0"
    )]
    [InlineData("""{"version":"4","alerts":[],"truncatedAlerts":-1}""", "/truncatedAlerts")]
    [InlineData("""{"version":"4","alerts":[],"truncatedAlerts":"3"}""", "/truncatedAlerts")]
    public void What_no_alertmanager_sends_is_refused_with_its_place(string body, params string[] pointers) =>
        Assert.Equal(pointers, Read(body).Faults.Select(fault => fault.Pointer));

    [Fact]
    public void Names_of_any_length_make_a_target_that_incidents_take()
    {
        var target = AlertPayload.TargetOf(new string('f', 64), new string('n', 59) + "😀", new string('i', 500));
        Assert.InRange(target.Length, 1, 200);
        Assert.DoesNotContain('\ud83d', target);
        Assert.Equal("f", AlertPayload.TargetOf("f", null, ""));
    }

    private static string? Text(JsonElement payload, string name) => payload.GetProperty(name).GetString();

    private static Reading Read(string body) => Alerts.Read(Recordings.Json(body), Now);
}
