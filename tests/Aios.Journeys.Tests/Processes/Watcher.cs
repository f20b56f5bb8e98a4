using System.Net;
using System.Text.Json;
using Aios.Journeys.Tests.Log;

namespace Aios.Journeys.Tests.Processes;

/// <summary>Looks at a node as probes and scrapers do: over HTTP, without a login.</summary>
internal sealed class Watcher : IDisposable
{
    /// <summary>So that a scraper of this machine needs no token.</summary>
    public static readonly Dictionary<string, string> Open = new()
    {
        ["AIOS__OFFICE__PORT"] = "0",
        ["AIOS__OFFICE__OPEN_METRICS"] = "true",
    };

    private readonly HttpClient _client;

    private Watcher(Uri office) => _client = new HttpClient { BaseAddress = office };

    public static async Task<Watcher> Of(NodeProcess node)
    {
        var ready = await node.Line("READY", line => line.StartsWith("READY ", StringComparison.Ordinal));
        return new Watcher(
            new Uri(ready.Split(' ').First(word => word.StartsWith("office=", StringComparison.Ordinal))["office=".Length..])
        );
    }

    public async Task<HttpStatusCode> Status(string path)
    {
        using var answer = await _client.GetAsync(path);
        return answer.StatusCode;
    }

    /// <summary>What keeps the node from taking work: name and reason, one line each; empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> Failing()
    {
        using var answer = await _client.GetAsync("/readyz");
        if (answer.StatusCode == HttpStatusCode.OK)
            return [];
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        return [.. problem.GetProperty("errors").EnumerateArray().Select(error => error.Text("detail")!)];
    }

    /// <summary>Asks until the answer fits.</summary>
    public async Task<IReadOnlyList<string>> Failing(string what, Func<IReadOnlyList<string>, bool> fits)
    {
        IReadOnlyList<string> found = [];
        using var late = new CancellationTokenSource(Child.Patience);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!fits(found = await Failing()))
            if (late.IsCancellationRequested || !await pace.WaitForNextTickAsync())
                throw new JourneyException($"{what}; /readyz says: {string.Join("; ", found)}");
        return found;
    }

    public Task<string> Metrics() => _client.GetStringAsync("/metrics");

    public void Dispose() => _client.Dispose();
}
