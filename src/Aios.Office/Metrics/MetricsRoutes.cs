using System.Diagnostics.Metrics;
using Aios.Office.Access;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Metrics;

/// <summary><c>/metrics</c>: what the node measures, for Prometheus. One scrape at a time.</summary>
internal sealed class MetricsRoutes(OfficeHost host, Traffic traffic, Func<int> viewers) : IDisposable
{
    public const string Path = "/metrics";

    private readonly SemaphoreSlim _one = new(1);
    private readonly RateLimits _limits = new(host.Settings, host.Clock);
    private Meter? _own;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Answer).OpenToScrapersHere();

    public void Dispose()
    {
        _own?.Dispose();
        _one.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        if (!_limits.Admit(context, Callers.Of(context)?.Person ?? "a scraper of this machine"))
        {
            await Problems.Write(context, ProblemKinds.TooMany);
            return;
        }
        await _one.WaitAsync(context.RequestAborted);
        string text;
        try
        {
            if (host.Measurements is { } node)
                await node.Refresh();
            var scope = (object?)host.Measurements ?? this;
            _own ??= TrafficInstruments.Of(traffic, viewers, scope);
            text = PrometheusText.Of(scope, host.Fault);
        }
        finally
        {
            _one.Release();
        }
        context.Response.ContentType = PrometheusText.ContentType;
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
