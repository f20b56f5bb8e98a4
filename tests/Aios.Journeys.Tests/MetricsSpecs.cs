using System.Net;
using System.Text.RegularExpressions;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What a node tells those who scrape it, and what is shipped for them.</summary>
public sealed partial class MetricsSpecs : IDisposable
{
    private const string Playbook = """
        playbook {
          id = tell
          on { type = journey.told }
          risk = read
          cooldown = 0s
          timeout = 2m
          retry { retries = 0 }
          steps = [{ id = say, notify = "heard" }]
          verify { within = 20s, expect = "payload.n >= 0" }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_counted_before_anybody_scrapes_and_what_is_shipped_names_only_what_is_given()
    {
        _folder.Write("data/playbooks/tell.conf", Playbook);
        await using var node = await NodeProcess.In(Data, variables: Watcher.Open);
        using var client = await node.Connect();
        Assert.Equal(0, (await client.Emit("journey.told", "told-1", new() { ["n"] = 1 })).Code);
        await node.Event("the run's end", fact => fact.Type() == "run.verified" && fact.Said("playbook") == "tell");
        using var watcher = await Watcher.Of(node);
        var text = await watcher.Metrics();

        Assert.Equal(1, Value(text, "aios_runs_ended_total{end=\"verified\"}"));
        Assert.Equal(1, Value(text, "aios_run_duration_seconds_count"));
        Assert.Equal(1, Value(text, "aios_effects_total{kind=\"notify\",result=\"ok\"}"));
        Assert.Equal(1, Value(text, "aios_ready"));
        Assert.True(Value(text, "aios_events_total{severity=\"info\"}") >= 5);
        Assert.True(Value(text, "aios_journal_append_duration_seconds_count") >= 5);
        Assert.Equal(0, Value(text, "aios_http_requests_total{area=\"api\",status=\"5xx\"}"));

        var given = FamilyLine().Matches(text).Select(line => line.Groups[1].Value).ToHashSet();
        foreach (var file in (string[])["grafana/aios.json", "prometheus/aios.rules.yml", "prometheus/aios.rules.test.yml"])
        {
            var named = MetricName().Matches(File.ReadAllText(Shipped(file))).Select(name => Parts().Replace(name.Value, "")).ToHashSet();
            Assert.True(named.Count > 5, $"{file} names {named.Count} metrics");
            Assert.True(named.IsSubsetOf(given), $"{file} names what no node gives: {string.Join(", ", named.Except(given))}");
        }
    }

    [PromtoolFact]
    public async Task Promtool_finds_no_fault_in_what_a_node_gives()
    {
        await using var node = await NodeProcess.In(Data, variables: Watcher.Open);
        using var watcher = await Watcher.Of(node);
        Assert.Equal((0, ""), await Promtool.Run(await watcher.Metrics(), "check", "metrics"));
    }

    [PromtoolFact]
    public async Task Promtool_finds_no_fault_in_the_rules_and_each_alert_fires_when_it_must()
    {
        var (code, said) = await Promtool.Run("", "check", "rules", Shipped("prometheus/aios.rules.yml"));
        Assert.True(code == 0, said);
        (code, said) = await Promtool.Run("", "check", "config", "--syntax-only", Shipped("prometheus/prometheus.yml"));
        Assert.True(code == 0, said);
        (code, said) = await Promtool.Run("", "test", "rules", Shipped("prometheus/aios.rules.test.yml"));
        Assert.True(code == 0, said);
    }

    [Fact]
    public void Every_alert_has_a_test_where_it_fires_and_one_where_it_does_not()
    {
        var alerts = AlertName()
            .Matches(File.ReadAllText(Shipped("prometheus/aios.rules.yml")))
            .Select(alert => alert.Groups[1].Value)
            .ToList();
        var tests = File.ReadAllText(Shipped("prometheus/aios.rules.test.yml"));
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"name: {alert} fires", tests, StringComparison.Ordinal));
        Assert.All(alerts, alert => Assert.Contains($"alertname: {alert}, exp_alerts: []", tests, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_only_a_node_that_says_so_is_scraped()
    {
        await using var node = await NodeProcess.In(Data, variables: new Dictionary<string, string> { ["AIOS__OFFICE__PORT"] = "0" });
        using var watcher = await Watcher.Of(node);
        Assert.Equal(HttpStatusCode.Unauthorized, await watcher.Status("/metrics"));
        Assert.Equal(HttpStatusCode.OK, await watcher.Status("/healthz"));
        Assert.Empty(await watcher.Failing());
    }

    private static double Value(string text, string series)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith($"{series} ", StringComparison.Ordinal));
        Assert.True(line is not null, $"no {series} in\n{text}");
        return double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Shipped(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "deploy", name) is var found && File.Exists(found))
                return found;
        throw new FileNotFoundException($"no deploy/{name} above {AppContext.BaseDirectory}");
    }

    [GeneratedRegex("^# TYPE ([a-z0-9_]+) ", RegexOptions.Multiline)]
    private static partial Regex FamilyLine();

    [GeneratedRegex(@"\baios_[a-z0-9_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex("(?<=_seconds)_(bucket|sum|count)$")]
    private static partial Regex Parts();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex AlertName();
}
