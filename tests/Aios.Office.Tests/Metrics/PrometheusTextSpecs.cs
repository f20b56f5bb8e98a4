using System.Diagnostics.Metrics;
using Aios.Loop.Surface.Measures;
using Aios.Office.Metrics;

namespace Aios.Office.Tests.Metrics;

public sealed class PrometheusTextSpecs : IDisposable
{
    private readonly Meter _meter;
    private readonly List<Exception> _faults = [];

    public PrometheusTextSpecs() => _meter = new Meter(new MeterOptions("spec") { Scope = this });

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void Families_stand_in_order_with_help_and_type_and_their_values()
    {
        _meter.Level("aios_b_ratio", "A share\\part\nof it.", () => 0.25);
        _meter.Totals(
            "aios_a_total",
            "So many.",
            () => [Instruments.With(3, "kind", "say \"hi\"\\\n"), Instruments.With(1e21, "kind", "b")]
        );
        Assert.Equal(
            """
            # HELP aios_a_total So many.
            # TYPE aios_a_total counter
            aios_a_total{kind="say \"hi\"\\\n"} 3
            aios_a_total{kind="b"} 1E+21
            # HELP aios_b_ratio A share\\part\nof it.
            # TYPE aios_b_ratio gauge
            aios_b_ratio 0.25

            """.ReplaceLineEndings("\n"),
            Text()
        );
    }

    [Fact]
    public void A_spread_is_a_histogram_whose_last_part_is_its_count()
    {
        var spread = new Spread(0.5, 1);
        spread.Add(0.7);
        spread.Add(2);
        _meter.Spreads("aios_wait_seconds", "How long.", () => [(spread, [new("area", "x")])]);
        Assert.Equal(
            """
            # HELP aios_wait_seconds How long.
            # TYPE aios_wait_seconds histogram
            aios_wait_seconds_bucket{area="x",le="0.5"} 0
            aios_wait_seconds_bucket{area="x",le="1"} 1
            aios_wait_seconds_bucket{area="x",le="+Inf"} 2
            aios_wait_seconds_count{area="x"} 2
            aios_wait_seconds_sum{area="x"} 2.7

            """.ReplaceLineEndings("\n"),
            Text()
        );
    }

    [Fact]
    public void What_is_not_known_is_left_out_and_what_fails_hides_nothing_else()
    {
        _meter.Level("aios_unknown_ratio", "Unknown.", () => null);
        _meter.Level("aios_nan_ratio", "Not a number.", () => double.NaN);
        _meter.Total("aios_broken_total", "Broken.", () => throw new InvalidOperationException("broken"));
        _meter.Total("aios_good_total", "Good.", () => 1);
        Assert.Equal("# HELP aios_good_total Good.\n# TYPE aios_good_total counter\naios_good_total 1\n", Text());
        Assert.Equal("broken", Assert.Single(_faults).Message);
    }

    [Fact]
    public void Meters_of_other_nodes_in_the_process_are_not_told()
    {
        using var other = new Meter(new MeterOptions("spec") { Scope = new object() });
        other.Total("aios_foreign_total", "Foreign.", () => 1);
        using var none = new Meter("spec");
        none.Total("aios_ownerless_total", "Ownerless.", () => 1);
        Assert.Equal("", Text());
    }

    private string Text() => PrometheusText.Of(this, _faults.Add);
}
