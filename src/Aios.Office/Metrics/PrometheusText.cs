using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Aios.Loop.Surface.Measures;

namespace Aios.Office.Metrics;

/// <summary>
/// What the meters of one scope tell, in the text format of Prometheus (version 0.0.4). It listens only while it is asked: between two scrapes
/// nobody hears the instruments, and they cost nothing.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Bucket = "_bucket";
    private const string Sum = "_sum";

    /// <param name="fault">Hears of instruments that failed; the others are told all the same.</param>
    public static string Of(object scope, Action<Exception> fault)
    {
        var told = new SortedDictionary<string, Family>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, scope))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Take(told, instrument, value, labels));
        listener.Start();
        try
        {
            listener.RecordObservableInstruments();
        }
        catch (AggregateException failed)
        {
            foreach (var one in failed.InnerExceptions)
                fault(one);
        }
        var text = new StringBuilder(16 * 1024);
        foreach (var (name, family) in told)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(family.Help, isLabel: false)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(family.Type).Append('\n');
            text.Append(family.Lines);
        }
        return text.ToString();
    }

    private static void Take(
        SortedDictionary<string, Family> told,
        Instrument instrument,
        double value,
        ReadOnlySpan<KeyValuePair<string, object?>> labels
    )
    {
        var spread = instrument.Tags?.FirstOrDefault(tag => tag.Key == Instruments.SpreadTag).Value as string;
        var name = spread ?? instrument.Name;
        if (!told.TryGetValue(name, out var family))
            told.Add(name, family = new Family(TypeOf(instrument, spread), instrument.Description ?? ""));
        if (spread is null)
            Line(family.Lines, name, "", labels, value);
        else if (instrument.Name.EndsWith(Sum, StringComparison.Ordinal))
            Line(family.Lines, name, Sum, labels, value);
        else
        {
            Line(family.Lines, name, Bucket, labels, value);
            if (labels[^1].Value is "+Inf")
                Line(family.Lines, name, "_count", labels[..^1], value);
        }
    }

    private static string TypeOf(Instrument instrument, string? spread) =>
        spread is not null ? "histogram"
        : instrument is ObservableCounter<double> ? "counter"
        : "gauge";

    private static void Line(
        StringBuilder text,
        string name,
        string ending,
        ReadOnlySpan<KeyValuePair<string, object?>> labels,
        double value
    )
    {
        text.Append(name).Append(ending);
        for (var i = 0; i < labels.Length; i++)
            text.Append(i == 0 ? '{' : ',')
                .Append(labels[i].Key)
                .Append("=\"")
                .Append(Escaped(Convert.ToString(labels[i].Value, CultureInfo.InvariantCulture) ?? "", isLabel: true))
                .Append('"');
        if (labels.Length > 0)
            text.Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string text, bool isLabel)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isLabel ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }

    private sealed record Family(string Type, string Help)
    {
        public StringBuilder Lines { get; } = new();
    }
}
