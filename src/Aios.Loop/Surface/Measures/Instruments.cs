using System.Diagnostics.Metrics;
using System.Globalization;

namespace Aios.Loop.Surface.Measures;

/// <summary>
/// Instruments that are observed: what they tell is counted from the node's start by whoever owns it, and read when somebody asks. Names are
/// those of Prometheus, in base units; a label takes only values that are known beforehand.
/// </summary>
public static class Instruments
{
    /// <summary>Tag of the two instruments that tell one spread, its parts and its sum: the name of the spread.</summary>
    public const string SpreadTag = "spread";

    /// <param name="meter">Of the room that owns the fact.</param>
    /// <param name="name">Ends in <c>_total</c>.</param>
    /// <param name="help">One sentence.</param>
    /// <param name="read">Never goes back while the process lives.</param>
    public static void Total(this Meter meter, string name, string help, Func<double> read) =>
        meter.CreateObservableCounter(name, read, description: help);

    /// <inheritdoc cref="Total(Meter, string, string, Func{double})"/>
    public static void Totals(this Meter meter, string name, string help, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableCounter(name, read, description: help);

    /// <param name="meter">Of the room that owns the fact.</param>
    /// <param name="name">Ends in its unit when it has one.</param>
    /// <param name="help">One sentence.</param>
    /// <param name="read">Null: it is not known at present, and nothing is told.</param>
    public static void Level(this Meter meter, string name, string help, Func<double?> read) =>
        meter.CreateObservableGauge(
            name,
            () => read() is { } value && !double.IsNaN(value) ? [new Measurement<double>(value)] : (IEnumerable<Measurement<double>>)[],
            description: help
        );

    /// <inheritdoc cref="Level"/>
    public static void Levels(this Meter meter, string name, string help, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableGauge(name, read, description: help);

    /// <summary>A histogram as Prometheus tells it.</summary>
    /// <param name="meter">Of the room that owns the fact.</param>
    /// <param name="name">Ends in its unit.</param>
    /// <param name="help">One sentence.</param>
    /// <param name="read">Each with what tells it from the others.</param>
    public static void Spreads(
        this Meter meter,
        string name,
        string help,
        Func<IEnumerable<(Spread Spread, KeyValuePair<string, object?>[] Labels)>> read
    )
    {
        KeyValuePair<string, object?>[] tags = [new(SpreadTag, name)];
        // How many there are is what the last part has.
        meter.CreateObservableCounter($"{name}_bucket", () => read().SelectMany(Buckets), unit: null, description: help, tags: tags);
        meter.CreateObservableCounter(
            $"{name}_sum",
            () => read().Select(each => new Measurement<double>(each.Spread.Read().Sum, each.Labels)),
            unit: null,
            description: help,
            tags: tags
        );
    }

    /// <summary>One value with its label.</summary>
    public static Measurement<double> With(double value, string label, string text) =>
        new(value, new KeyValuePair<string, object?>(label, text));

    private static IEnumerable<Measurement<double>> Buckets((Spread Spread, KeyValuePair<string, object?>[] Labels) each) =>
        each
            .Spread.Read()
            .Parts.Select(part => new Measurement<double>(
                part.Within,
                [
                    .. each.Labels,
                    new("le", double.IsPositiveInfinity(part.Bound) ? "+Inf" : part.Bound.ToString(CultureInfo.InvariantCulture)),
                ]
            ));
}
