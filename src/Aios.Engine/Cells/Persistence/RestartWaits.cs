using Akka.Configuration;

namespace Aios.Engine.Cells.Persistence;

/// <summary>How long a plug-in that could not start is left alone: twice as long every time, up to a bound.</summary>
internal sealed record RestartWaits
{
    /// <exception cref="ConfigurationException">The least is not above zero, or longer than the most.</exception>
    public RestartWaits(TimeSpan least, TimeSpan most)
    {
        if (least <= TimeSpan.Zero || most < least)
            throw new ConfigurationException(
                $"restart.min-backoff is {least} and restart.max-backoff {most}; the first must be above zero, the second at least as long."
            );
        (Least, Most) = (least, most);
    }

    public TimeSpan Least { get; }
    public TimeSpan Most { get; }

    public TimeSpan After(int failures) =>
        TimeSpan.FromTicks((long)Math.Min(Most.Ticks, Least.Ticks * Math.Pow(2, Math.Min(failures - 1, 40))));
}
