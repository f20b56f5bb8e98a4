using System.Collections.Immutable;

namespace Aios.Loop.Sensing;

/// <summary>How a value has moved within a window: the slope of the straight line that fits its points best.</summary>
/// <param name="Points">Monotonic milliseconds and value, the oldest first.</param>
public sealed record Trend(ImmutableList<(long At, double Value)> Points)
{
    /// <summary>Readings that follow each other faster than this share of the window are passed over.</summary>
    private const int PointsPerWindow = 64;

    private const double MsPerMinute = 60_000;

    public static Trend Empty { get; } = new([]);

    /// <summary>One more reading. What is older than the window goes, but for the one point that makes it whole.</summary>
    public Trend Add(long at, double value, TimeSpan window)
    {
        var ms = (long)window.TotalMilliseconds;
        if (Points.Count > 0 && at - Points[^1].At < ms / PointsPerWindow)
            return this;
        var points = Points.Add((at, value));
        while (points.Count > 2 && points[1].At <= at - ms)
            points = points.RemoveAt(0);
        return new Trend(points);
    }

    /// <summary>Per minute; null as long as the points do not fill the window: the start of something is no trend.</summary>
    public double? PerMinute(TimeSpan window)
    {
        if (Points.Count < 2 || Points[^1].At - Points[0].At < (long)window.TotalMilliseconds)
            return null;
        var (start, count) = (Points[0].At, Points.Count);
        var (meanAt, meanValue) = (Points.Average(point => (double)(point.At - start)), Points.Average(point => point.Value));
        var (shared, spread) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var distance = Points[i].At - start - meanAt;
            shared += distance * (Points[i].Value - meanValue);
            spread += distance * distance;
        }
        return shared / spread * MsPerMinute;
    }
}
