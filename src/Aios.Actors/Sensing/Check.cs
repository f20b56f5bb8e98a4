using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Sensing;

/// <summary>What a look at one target means, in the light of those before it.</summary>
/// <param name="Fields">As conditions see them; they are also members of every event about the target.</param>
/// <param name="Text">The same for people.</param>
internal sealed record CheckReading(Judgement Judgement, (string Name, object? Value)[] Fields, string Text);

internal delegate CheckReading Judge(CheckState state, Moment now);

/// <summary>One listed target: how to look at it, and what was seen.</summary>
/// <param name="Target">Its name in events and conditions.</param>
/// <param name="Look">Ends in time or not at all; a failure says that nothing could be found out.</param>
internal sealed record Check(string Target, TimeSpan Within, Func<Task<Judge>> Look)
{
    public static Check Of<T>(string target, TimeSpan within, Func<TimeSpan, Task<T>> look, Func<CheckState, T, Moment, CheckReading> judge)
    {
        return new Check(target, within, Look);

        async Task<Judge> Look()
        {
            var seen = await look(within);
            return (state, now) => judge(state, seen, now);
        }
    }
}

/// <summary>A sensor that looks at listed targets.</summary>
/// <param name="Says">Its alerts and the unit of their value.</param>
internal sealed record CheckSensor(
    string Name,
    TimeSpan Interval,
    IReadOnlyList<Check> Checks,
    IReadOnlyList<(string EventType, string Unit)> Says
);
