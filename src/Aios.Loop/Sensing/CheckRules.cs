using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>What a look at a listed target means. Hysteresis, edges and cooldown are the threshold's.</summary>
public static class CheckRules
{
    private const double OutOfReach = 1e18;
    private const int TooManyRequests = 429;

    // A size is good again below this share of its bound, a growth below half of it.
    private const double SizeClears = 0.9;
    private const double GrowthClears = 0.5;

    public static Judgement Port(CheckState state, bool isOpen, ChecksSettings settings)
    {
        var next = state with { Failures = isOpen ? 0 : state.Failures + 1 };
        return new Judgement(next, [Down(EventTypes.PortDown, next.Failures, settings.Port)]);
    }

    /// <param name="status">Null when there was no answer.</param>
    public static Judgement Http(CheckState state, HealthTarget target, int? status, double latencyMs, ChecksSettings settings)
    {
        var isUp = IsExpected(target, status);
        // How fast it is cannot be told of one that is down: that count stays.
        var slow =
            !isUp ? state.Slow
            : latencyMs > (target.Slow ?? settings.HttpSlow).TotalMilliseconds ? state.Slow + 1
            : 0;
        var next = state with { Failures = isUp ? 0 : state.Failures + 1, Slow = slow };
        var bounds = InARow(settings.Http, Severity.Warn);
        return new Judgement(
            next,
            [Down(EventTypes.HttpDown, next.Failures, settings.Http), new Finding(EventTypes.HttpSlow, "latency", slow, bounds)]
        );
    }

    public static bool IsExpected(HealthTarget target, int? status) =>
        target.Status is { } expected ? status == expected : status is >= 200 and <= 299;

    /// <summary>It is there and wants to be left alone: that tells nothing of how it is, and is no reason to ask on as before.</summary>
    public static bool IsTooOften(HealthTarget target, int? status) => status == TooManyRequests && target.Status != TooManyRequests;

    /// <param name="daysLeft">Negative when it has expired.</param>
    public static Judgement Certificate(CheckState state, double daysLeft, ChecksSettings settings)
    {
        // A threshold looks upwards: days past the end, negative until then.
        var (warn, critical) = (-settings.CertificateWarn.TotalDays, -settings.CertificateCritical.TotalDays);
        var bounds = new ThresholdSettings(warn, TimeSpan.Zero, critical, TimeSpan.Zero, warn, settings.Certificate.Cooldown);
        return new Judgement(state, [new Finding(EventTypes.CertificateExpiring, null, -daysLeft, bounds)]);
    }

    /// <param name="sizeBytes">Null when it is not there.</param>
    /// <param name="age">Since its newest file was written; null when it is not there or has none.</param>
    public static Judgement File(CheckState state, FileTarget target, long? sizeBytes, TimeSpan? age, Moment now, ChecksSettings settings)
    {
        var next = state with { Failures = sizeBytes is null ? state.Failures + 1 : 0, Growth = Grown(state.Growth) };
        return new Judgement(next, [.. Findings()]);

        // What shrinks was cut or begun anew: its growth is measured from there.
        Trend Grown(Trend growth) =>
            sizeBytes is not { } size ? Trend.Empty
            : growth.Points is [.., var last] && size < last.Value ? Trend.Empty.Add(now.Monotonic, size, settings.FileWindow)
            : growth.Add(now.Monotonic, size, settings.FileWindow);

        IEnumerable<Finding> Findings()
        {
            var cooldown = settings.File.Cooldown;
            if (target.MustExist)
                yield return Down(EventTypes.FileMissing, next.Failures, settings.File);
            if (target.SizeBytes is { } most && sizeBytes is { } size)
                yield return new Finding(EventTypes.FileLarge, "size", size, Above(most, most * SizeClears, cooldown));
            if (target.GrowthBytes is { } fastest && sizeBytes is not null)
            {
                var growth = next.Growth.PerMinute(settings.FileWindow) ?? 0;
                yield return new Finding(EventTypes.FileGrowing, "growth", growth, Above(fastest, fastest * GrowthClears, cooldown));
            }
            if (target.Age is { } oldest && age is { } since)
                yield return new Finding(
                    EventTypes.FileStale,
                    "age",
                    since.TotalSeconds,
                    Above(oldest.TotalSeconds, oldest.TotalSeconds, cooldown)
                );
        }
    }

    /// <param name="exitCode">0 well, 1 warn, 2 critical.</param>
    public static Judgement Program(CheckState state, int exitCode, ChecksSettings settings)
    {
        var next = state with { Failures = exitCode == 0 ? 0 : state.Failures + 1 };
        var bounds = new ThresholdSettings(0, TimeSpan.Zero, 1, TimeSpan.Zero, 0, settings.Program.Cooldown);
        var value = next.Failures >= settings.Program.Failures ? exitCode : 0;
        return new Judgement(next, [new Finding(EventTypes.ProgramFailed, null, value, bounds)]);
    }

    private static Finding Down(string type, int failures, CheckSettings settings) =>
        new(type, null, failures, InARow(settings, Severity.Error));

    private static ThresholdSettings InARow(CheckSettings settings, Severity severity) =>
        Above(settings.Failures - 1, 0, settings.Cooldown) with
        {
            Lower = severity,
        };

    private static ThresholdSettings Above(double most, double clear, TimeSpan cooldown) =>
        new(most, TimeSpan.Zero, OutOfReach, TimeSpan.Zero, clear, cooldown);
}
