using System.Globalization;

namespace Aios.Platform.Probes;

/// <summary>How time without an answer is told.</summary>
internal static class Spans
{
    public static string NoAnswer(TimeSpan within) =>
        string.Create(CultureInfo.InvariantCulture, $"no answer within {within.TotalSeconds:0.###} s");
}
