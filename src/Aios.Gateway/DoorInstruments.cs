using System.Diagnostics.Metrics;
using System.Text.Json;
using Aios.Loop.Surface.Measures;

namespace Aios.Gateway;

/// <summary>What the door tells of itself to whoever measures the node.</summary>
public static class DoorInstruments
{
    /// <param name="scope">The node that it belongs to.</param>
    public static Meter Of(Door door, object scope)
    {
        var meter = new Meter(new MeterOptions("Aios.Gateway") { Scope = scope });
        meter.Totals(
            "aios_effects_total",
            "Effects on the outside that ended, by kind of action and result.",
            () =>
                door.Ended()
                    .Select(each => new Measurement<double>(
                        each.Count,
                        new KeyValuePair<string, object?>("kind", each.Kind),
                        new KeyValuePair<string, object?>("result", JsonNamingPolicy.SnakeCaseLower.ConvertName(each.Result.ToString()))
                    ))
        );
        return meter;
    }
}
