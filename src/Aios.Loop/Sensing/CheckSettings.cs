using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>How often a listed target is looked at, and when it counts as down.</summary>
/// <param name="Interval">Time between two looks at one target; 200 ms to 24 h.</param>
/// <param name="Within">What has not answered by then is down; 10 ms to 60 s.</param>
/// <param name="Failures">So many looks in a row must find it down; 1 to 100.</param>
/// <param name="Cooldown">No second alert about the same target within this time; 0 to 24 h.</param>
public sealed record CheckSettings(TimeSpan Interval, TimeSpan Within, int Failures, TimeSpan Cooldown)
{
    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var day = TimeSpan.FromDays(1);
        return new Faults(prefix)
            .Range("interval", Interval, TimeSpan.FromMilliseconds(200), day)
            .Range("within", Within, Least, Most)
            .Range("failures", Failures, 1, 100, "looks in a row")
            .Range("cooldown", Cooldown, TimeSpan.Zero, day)
            .Found;
    }

    internal static TimeSpan Least { get; } = TimeSpan.FromMilliseconds(10);
    internal static TimeSpan Most { get; } = TimeSpan.FromSeconds(60);
}

/// <summary>The settings of the sensors that look at listed targets.</summary>
public sealed record ChecksSettings
{
    // Before Default: static members are set in the order in which they are written.
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    public static ChecksSettings Default { get; } = new();

    public CheckSettings Port { get; init; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(2), 3, TenMinutes);

    public CheckSettings Http { get; init; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5), 3, TenMinutes);

    /// <summary>An answer that takes longer is slow.</summary>
    public TimeSpan HttpSlow { get; init; } = TimeSpan.FromSeconds(2);

    public CheckSettings Certificate { get; init; } = new(TimeSpan.FromHours(6), TimeSpan.FromSeconds(10), 1, TenMinutes);

    /// <summary>Less time left than this: severity warn.</summary>
    public TimeSpan CertificateWarn { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Less time left than this, or none: severity critical.</summary>
    public TimeSpan CertificateCritical { get; init; } = TimeSpan.FromDays(3);

    public CheckSettings File { get; init; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), 2, TenMinutes);

    /// <summary>The growth of a file is its slope over this time.</summary>
    public TimeSpan FileWindow { get; init; } = TimeSpan.FromMinutes(1);

    public CheckSettings Program { get; init; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), 1, TenMinutes);

    public IReadOnlyList<Fault> Validate(string prefix) =>
        [
            .. Port.Validate($"{prefix}.port"),
            .. Http.Validate($"{prefix}.http"),
            .. Certificate.Validate($"{prefix}.certificate"),
            .. File.Validate($"{prefix}.file"),
            .. Program.Validate($"{prefix}.program"),
            .. new Faults(prefix)
                .Range("http.slow", HttpSlow, CheckSettings.Least, CheckSettings.Most)
                .Range("certificate.warn", CertificateWarn, TimeSpan.FromHours(1), TimeSpan.FromDays(365))
                .Range("certificate.critical", CertificateCritical, TimeSpan.Zero, CertificateWarn)
                .Range("file.window", FileWindow, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))
                .Found,
        ];
}
