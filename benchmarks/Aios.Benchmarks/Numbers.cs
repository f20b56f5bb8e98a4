using System.Globalization;

namespace Aios.Benchmarks;

internal static class Numbers
{
    /// <summary>Three or more significant digits, thousands separated.</summary>
    public static string Text(double value) =>
        value.ToString(
            Math.Abs(value) switch
            {
                0 => "0",
                < 1 => "0.000",
                < 10 => "0.00",
                < 100 => "0.0",
                _ => "#,0",
            },
            CultureInfo.InvariantCulture
        );

    public static string Plain(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
