using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Aios.Engine.Timing;

/// <summary>
/// The clocks of the machine: read by the real-time scheduler, by what runs outside of any actor system, and to time messages for a look from
/// outside.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "The one place where the engine meets the real clocks.")]
internal static class MachineClock
{
    /// <summary>Ticks in a millisecond.</summary>
    public static readonly long Millisecond = Stopwatch.Frequency / 1000;

    /// <summary>The wall clock.</summary>
    public static TimeProvider Time => TimeProvider.System;

    public static long Ticks() => Stopwatch.GetTimestamp();

    public static TimeSpan Since(long ticks) => Stopwatch.GetElapsedTime(ticks);

    public static TimeSpan Length(long ticks) => Stopwatch.GetElapsedTime(0, ticks);
}
