using System.Globalization;

namespace Aios.Loop.Sensing;

/// <summary>A bound that a beat found crossed.</summary>
/// <param name="Name">As the line names it: <c>cpu_spike</c>.</param>
public sealed record BeatAlert(string Name, double Percent);

/// <summary>The line of a beat. Its form is a contract: scripts read it, whoever beats.</summary>
public static class HeartbeatLines
{
    /// <summary>A score below it is told with every beat.</summary>
    public const double DegradedBelow = 0.5;

    /// <summary>Neither an alert stands nor is the score low; that runs repaired something takes nothing away from it.</summary>
    /// <param name="score">0 to 1; null where nobody keeps one.</param>
    public static bool IsOk(IReadOnlyCollection<BeatAlert> alerts, double? score) => alerts.Count == 0 && !(score < DegradedBelow);

    /// <summary>
    /// The gravest that there is to say: <c>AIOS_ALERT:cpu_spike 93.1% (0.2ms)</c>, <c>AIOS_DEGRADED:0.412 (0.05ms)</c>,
    /// <c>AIOS_AUTO_FIXED:2 (0.05ms)</c>, <c>HEARTBEAT_OK (0.05ms)</c>.
    /// </summary>
    /// <param name="ms">How long the beat took, in milliseconds.</param>
    /// <param name="score">0 to 1; null where nobody keeps one.</param>
    /// <param name="verified">Runs that were verified since the reader was last told of any.</param>
    public static string Of(double ms, IReadOnlyCollection<BeatAlert> alerts, double? score, long verified) =>
        string.Create(CultureInfo.InvariantCulture, $"{Head(alerts, score, verified)} ({ms:0.0#}ms)");

    private static string Head(IReadOnlyCollection<BeatAlert> alerts, double? score, long verified) =>
        alerts.Count > 0 ? $"AIOS_ALERT:{string.Join(", ", alerts.Select(Text))}"
        : score < DegradedBelow ? string.Create(CultureInfo.InvariantCulture, $"AIOS_DEGRADED:{score:0.000}")
        : verified > 0 ? string.Create(CultureInfo.InvariantCulture, $"AIOS_AUTO_FIXED:{verified}")
        : "HEARTBEAT_OK";

    private static string Text(BeatAlert alert) => string.Create(CultureInfo.InvariantCulture, $"{alert.Name} {alert.Percent:0.0}%");
}
