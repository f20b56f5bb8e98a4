using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>When a value is too high, for how long, and when it is good again. All values in the sensor's own unit.</summary>
/// <param name="Warn">Above this for <paramref name="WarnFor"/>: the sensor's event with severity <see cref="Lower"/>.</param>
/// <param name="Critical">Above this for <paramref name="CriticalFor"/>: severity critical.</param>
/// <param name="Clear">At or below this: recovered. Not above <paramref name="Warn"/>.</param>
/// <param name="Cooldown">No second alert on the same target within this time.</param>
public sealed record ThresholdSettings(
    double Warn,
    TimeSpan WarnFor,
    double Critical,
    TimeSpan CriticalFor,
    double Clear,
    TimeSpan Cooldown
)
{
    /// <summary>Severity at the lower bound.</summary>
    public Severity Lower { get; init; } = Severity.Warn;

    public IReadOnlyList<Fault> Validate(string prefix, double most, string unit)
    {
        var day = TimeSpan.FromDays(1);
        return new Faults(prefix)
            .Range("warn", Warn, 0, most, unit)
            .Range("critical", Critical, 0, most, unit)
            .Range("clear", Clear, 0, most, unit)
            .That(Clear <= Warn, "clear", $"{Clear}", $"at most warn ({Warn})")
            .That(Warn <= Critical, "warn", $"{Warn}", $"at most critical ({Critical})")
            .Range("warn-for", WarnFor, TimeSpan.Zero, day)
            .Range("critical-for", CriticalFor, TimeSpan.Zero, day)
            .Range("cooldown", Cooldown, TimeSpan.Zero, day)
            .Found;
    }
}
