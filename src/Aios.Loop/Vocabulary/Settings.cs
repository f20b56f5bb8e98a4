namespace Aios.Loop.Vocabulary;

/// <summary>Collects what is wrong with a settings record, all of it.</summary>
public sealed class Faults(string prefix)
{
    private readonly List<Fault> _found = [];

    public IReadOnlyList<Fault> Found => _found;

    public Faults Range(string member, double value, double least, double most, string unit)
    {
        if (!(value >= least && value <= most))
            _found.Add(
                new Fault(
                    $"{prefix}.{member}",
                    Number(value),
                    $"between {Number(least)} and {Number(most)}{(unit.Length > 0 ? " " + unit : "")}"
                )
            );
        return this;
    }

    public Faults Range(string member, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
            _found.Add(new Fault($"{prefix}.{member}", Text(value), $"between {Text(least)} and {Text(most)}"));
        return this;
    }

    public Faults That(bool holds, string member, string value, string allowed)
    {
        if (!holds)
            _found.Add(new Fault($"{prefix}.{member}", value, allowed));
        return this;
    }

    /// <summary>The shortest HOCON form: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c>.</summary>
    public static string Text(TimeSpan value) =>
        value.TotalMilliseconds % 1000 != 0 ? $"{Number(value.TotalMilliseconds)}ms"
        : value.TotalSeconds % 60 != 0 || value == TimeSpan.Zero ? $"{Number(value.TotalSeconds)}s"
        : value.TotalMinutes % 60 != 0 ? $"{Number(value.TotalMinutes)}m"
        : $"{Number(value.TotalHours)}h";

    private static string Number(double value) => value.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
