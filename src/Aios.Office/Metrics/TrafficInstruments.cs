using System.Diagnostics.Metrics;
using Aios.Loop.Surface.Measures;

namespace Aios.Office.Metrics;

/// <summary>What the office tells of itself to whoever measures the node.</summary>
internal static class TrafficInstruments
{
    /// <param name="viewers">How many sockets are told what goes on.</param>
    /// <param name="scope">The node that it belongs to.</param>
    public static Meter Of(Traffic traffic, Func<int> viewers, object scope)
    {
        var meter = new Meter(new MeterOptions("Aios.Office") { Scope = scope });
        meter.Totals(
            "aios_http_requests_total",
            "Requests that were answered, by what they were about and the class of their status; 5xx are errors of the node.",
            () =>
                from area in Traffic.Areas
                from status in Enumerable.Range(1, Traffic.Classes)
                select new Measurement<double>(traffic.Answered(area, status), Label(area), new("status", $"{status}xx"))
        );
        meter.Spreads(
            "aios_http_request_duration_seconds",
            "From a request to the end of its answer; sockets and streams are left out.",
            () => Traffic.Areas.Where(area => area != Area.Live).Select(area => (traffic.Took(area), new[] { Label(area) }))
        );
        meter.Level("aios_http_requests_open", "Requests that are being answered, sockets included.", () => traffic.Open);
        meter.Level("aios_live_viewers", "Sockets that are told what goes on.", () => viewers());
        return meter;
    }

    private static KeyValuePair<string, object?> Label(Area area) => new("area", area.ToString().ToLowerInvariant());
}
