using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>Other programs hand events in over HTTP, as they know it.</summary>
[Trait("Category", "Slow")]
public sealed class IntakeSpecs : IDisposable
{
    private const string Batch = "application/cloudevents-batch+json";

    private const string Playbook = """
        playbook {
          id = free-disk
          on { type = "alertmanager.*", when = "payload.labels.alertname == 'DiskFull'", group-by = [payload.fingerprint] }
          risk = reversible
          cooldown = 0s
          steps = [{ id = do, process = [/bin/sh, -c, "echo done >> \"$1\"", sh, "SINK"], idempotent = true, undo = none }]
          verify { within = 30s, expect = "payload.labels.mountpoint == '/srv'" }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_alert_starts_a_run_and_its_end_closes_the_incident_and_starts_none()
    {
        _folder.Write("data/playbooks/free-disk.conf", Playbook.Replace("SINK", _folder.PathOf("sink"), StringComparison.Ordinal));
        await using var node = await NodeProcess.In(Data);
        using var sender = await Sender.To(node);

        Assert.Equal((202, 1, 0), await sender.Alert("firing", "1a30ba71cca2921f"));
        var run = (await node.Event("run.verified")).Said("run");
        Assert.Equal((202, 0, 1), await sender.Alert("firing", "1a30ba71cca2921f"));
        Assert.Equal((202, 1, 0), await sender.Alert("resolved", "1a30ba71cca2921f"));
        var over = await node.Event("the end of the incident", fact => fact.Type() == "incident.resolved" && IsOurs(fact));
        // Not the verified run: Alertmanager says when it is over.
        Assert.Equal(("event", "DiskFull/web-1:9100/1a30ba71cca2921f"), (over.Said("by"), over.Said("target")));

        // In the order of the log: had the end started a run, it would stand before that of the next alert.
        Assert.Equal((202, 1, 0), await sender.Alert("firing", "8c1f6ea8a3f1e8d4"));
        await node.Event("the run of the next alert", fact => fact.Type() == "run.verified" && fact.Said("run") != run);
        Assert.Equal(2, node.Events().Count(fact => fact.Type() == "run.planned"));
        Assert.Equal("done\ndone\n", await File.ReadAllTextAsync(_folder.PathOf("sink")));

        var audit = (await node.Run("audit", "query", "--json")).With(0).Items("aios.audit/1");
        Assert.Equal(4, audit.Count(entry => entry.Text("action") == "alertmanager post" && entry.Text("person") == "token prometheus"));
        (await node.Terminate()).With(0);
    }

    [Fact]
    public async Task A_batch_with_one_bad_event_leaves_no_trace_and_corrected_it_is_stored_once_even_over_a_kill()
    {
        const string good = """{"specversion":"1.0","id":"1","source":"/shop","type":"com.example.order.created","data":{"total":12}}""";
        const string bad = """{"specversion":"1.0","id":"2","source":"/shop","type":"run.verified"}""";
        var corrected = bad.Replace("run.verified", "com.example/order paid", StringComparison.Ordinal);
        await using (var node = await NodeProcess.In(Data))
        {
            using var sender = await Sender.To(node);
            var (status, body) = await sender.Post("events", $"[{good},{bad}]", Batch);
            Assert.Equal((HttpStatusCode.BadRequest, "#/1"), (status, body.GetProperty("errors")[0].Text("pointer")));
            Assert.Empty(OfShop(node));

            Assert.Equal((202, 2, 0), Counts(await sender.Post("events", $"[{good},{corrected}]", Batch)));
            Assert.Equal((202, 0, 2), Counts(await sender.Post("events", $"[{good},{corrected}]", Batch)));
            Assert.Equal(["com.example.order.created", "com.example.order.paid"], OfShop(node));
            await node.Kill();
        }
        await using var again = await NodeProcess.In(Data);
        using var other = await Sender.To(again, "again");
        Assert.Equal((202, 0, 2), Counts(await other.Post("events", $"[{good},{corrected}]", Batch)));
        Assert.Equal(2, OfShop(again).Count());
        (await again.Terminate()).With(0);
    }

    private static IEnumerable<string?> OfShop(NodeProcess node) =>
        node.Events().Where(fact => fact.Text("source") == "/shop").Select(fact => fact.Type());

    // The machine that runs this may be in trouble of its own.
    private static bool IsOurs(JsonElement fact) => fact.Said("family") == "alertmanager";

    private static (int Status, int Stored, int Duplicates) Counts((HttpStatusCode Status, JsonElement Body) answer) =>
        ((int)answer.Status, answer.Body.GetProperty("stored").GetInt32(), answer.Body.GetProperty("duplicates").GetInt32());

    /// <summary>A program with a token that may post events and nothing else.</summary>
    private sealed class Sender : IDisposable
    {
        private readonly HttpClient _client;

        private Sender(Uri office, string token) =>
            _client = new HttpClient
            {
                BaseAddress = office,
                DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };

        public static async Task<Sender> To(NodeProcess node, string name = "prometheus")
        {
            var ready = await node.Line("READY", line => line.StartsWith("READY ", StringComparison.Ordinal));
            var office = ready.Split(' ').First(word => word.StartsWith("office=", StringComparison.Ordinal))["office=".Length..];
            var made = (await node.Run("tokens", "create", name, "--role", "source", "--json")).With(0).Items("aios.token/1");
            return new Sender(new Uri(office), made[0].Text("secret")!);
        }

        public async Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, string body, string type = "application/json")
        {
            using var content = new StringContent(body, Encoding.UTF8, type);
            using var answer = await _client.PostAsync($"/api/v1/{path}", content);
            return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
        }

        public async Task<(int Status, int Stored, int Duplicates)> Alert(string status, string fingerprint) =>
            Counts(
                await Post(
                    "alertmanager",
                    $$$"""
                    {"receiver":"aios","status":"{{{status}}}","version":"4","groupKey":"{}:{alertname=\"DiskFull\"}","truncatedAlerts":0,
                     "groupLabels":{"alertname":"DiskFull"},"commonLabels":{"alertname":"DiskFull"},"commonAnnotations":{},
                     "externalURL":"http://alertmanager.example.org:9093",
                     "alerts":[{"status":"{{{status}}}",
                       "labels":{"alertname":"DiskFull","instance":"web-1:9100","job":"node","mountpoint":"/srv","severity":"warning"},
                       "annotations":{"summary":"Disk almost full"},"startsAt":"2026-01-31T10:00:12.345678901Z",
                       "endsAt":"{{{(status == "firing" ? "0001-01-01T00:00:00Z" : "2026-01-31T10:20:12.345Z")}}}",
                       "generatorURL":"http://prometheus.example.org:9090/graph","fingerprint":"{{{fingerprint}}}"}]}
                    """
                )
            );

        public void Dispose() => _client.Dispose();
    }
}
