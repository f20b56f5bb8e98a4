using System.Diagnostics;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>What is left of the innermost <see cref="Within(TimeSpan, Action)"/>, or the default of a single expectation.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    /// <exception cref="InvalidOperationException">Not inside a Within.</exception>
    public TimeSpan Remaining =>
        _end is null ? throw new InvalidOperationException("Remaining can be used only inside Within.") : RemainingOr(TimeSpan.Zero);

    public TimeSpan RemainingOr(TimeSpan duration) =>
        _end is not { } end ? duration
        : end - Clock() is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    /// <summary>The action must end within this time; expectations in it wait no longer than what is left.</summary>
    public void Within(TimeSpan max, Action action) => Within(TimeSpan.Zero, max, action);

    public void Within(TimeSpan min, TimeSpan max, Action action, string? hint = null) =>
        Within<object?>(
            min,
            max,
            () =>
            {
                action();
                return null;
            },
            hint
        );

    public T Within<T>(TimeSpan max, Func<T> function) => Within(TimeSpan.Zero, max, function);

    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function, string? hint = null)
    {
        var outer = _end;
        var start = Clock();
        var limit = Dilated(max);
        _end = outer is { } o && o < start + limit ? o : start + limit;
        T result;
        try
        {
            result = function();
        }
        finally
        {
            _end = outer;
        }
        var took = Clock() - start;
        if (took < min)
            Fail($"The block took {took}, less than {min}.", hint);
        if (took > limit)
            Fail($"The block took {took}, more than {limit}.", hint);
        return result;
    }

    /// <summary>Tries until the assertion holds; fails as it last did.</summary>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null)
    {
        var end = Clock() + Limit(duration);
        while (true)
        {
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (Clock() < end) { }
            Pause(interval);
        }
    }

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max = null) =>
        AwaitCondition(conditionIsFulfilled, max, interval: null);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, string message) =>
        AwaitCondition(conditionIsFulfilled, max, null, message);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null)
    {
        var limit = Limit(max);
        var end = Clock() + limit;
        while (!conditionIsFulfilled())
        {
            if (Clock() >= end)
                Fail($"{message ?? "The condition"} did not hold within {limit}.", null);
            Pause(interval);
        }
    }

    private static TimeSpan Clock() => Stopwatch.GetElapsedTime(0);

    private static void Pause(TimeSpan? interval)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(interval ?? PollInterval);
    }

    private TimeSpan Limit(TimeSpan? duration) => duration is { } given ? Dilated(given) : RemainingOrDefault;
}
