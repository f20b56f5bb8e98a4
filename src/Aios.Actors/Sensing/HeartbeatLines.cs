using System.Globalization;

namespace Aios.Actors.Sensing;

/// <summary>The lines that callers of the heartbeat read; their form is a contract.</summary>
public static class HeartbeatLines
{
    public static string Ok(double ms) => string.Create(CultureInfo.InvariantCulture, $"HEARTBEAT_OK ({ms:0.00}ms)");

    public static string Alert(string what, double percent, double ms) =>
        string.Create(CultureInfo.InvariantCulture, $"AIOS_ALERT:{what} {percent:0.0}% ({ms:0.00}ms)");

    public static string Degraded(double score, double ms) =>
        string.Create(CultureInfo.InvariantCulture, $"AIOS_DEGRADED:{score:0.000} ({ms:0.00}ms)");

    public static string AutoFixed(int runs, double ms) =>
        string.Create(CultureInfo.InvariantCulture, $"AIOS_AUTO_FIXED:{runs} ({ms:0.00}ms)");
}
