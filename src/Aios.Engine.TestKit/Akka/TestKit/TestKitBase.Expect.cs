using System.Diagnostics;
using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message, which must be a <typeparamref name="T"/>.</summary>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null) => Next<T>(duration, hint, $"a {typeof(T).Name}");

    /// <summary>The next message, which must equal this one.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null)
    {
        var got = Next<T>(timeout, hint, $"{typeof(T).Name} <{message}>");
        if (!Equals(got, message))
            Fail($"Expected {typeof(T).Name} <{message}> and got <{got}>.", hint);
        return got;
    }

    public T ExpectMsg<T>(T message, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null)
    {
        var got = Next<T>(timeout, hint, $"{typeof(T).Name} <{message}>");
        if (!comparer(message, got))
            Fail($"Expected {typeof(T).Name} <{message}> and got <{got}>, which the comparer refuses.", hint);
        return got;
    }

    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null)
    {
        var got = Next<T>(timeout, hint, $"a {typeof(T).Name}");
        if (!isMessage(got))
            Fail($"Got {typeof(T).Name} <{got}>, for which the condition does not hold.", hint);
        return got;
    }

    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null)
    {
        var got = Next<T>(timeout, hint, $"a {typeof(T).Name}");
        assert(got);
        return got;
    }

    public T ExpectMsg<T>(Action<T, IActorRef> assert, TimeSpan? timeout = null, string? hint = null)
    {
        var got = Next<T>(timeout, hint, $"a {typeof(T).Name}");
        assert(got, LastSender);
        return got;
    }

    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null)
    {
        var got = Next<T>(duration, hint, $"a {typeof(T).Name} from {sender}");
        if (!LastSender.Equals(sender))
            Fail($"Expected {typeof(T).Name} from {sender} and got <{got}> from {LastSender}.", hint);
        return got;
    }

    public T ExpectMsgFrom<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null)
    {
        var got = ExpectMsgFrom<T>(sender, timeout, hint);
        if (!Equals(got, message))
            Fail($"Expected {typeof(T).Name} <{message}> and got <{got}>.", hint);
        return got;
    }

    /// <summary>The next message, which must equal one of these.</summary>
    public T ExpectMsgAnyOf<T>(params T[] messages)
    {
        var got = Next<T>(null, null, $"one of <{string.Join(">, <", messages)}>");
        if (!messages.Contains(got))
            Fail($"Expected one of <{string.Join(">, <", messages)}> and got <{got}>.", null);
        return got;
    }

    /// <summary>As many messages as these, equal to them in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages)
    {
        var open = messages.ToList();
        var got = new List<T>();
        while (open.Count > 0)
        {
            var one = Next<T>(null, null, $"<{string.Join(">, <", open)}>");
            if (!open.Remove(one))
                Fail($"Expected <{string.Join(">, <", open)}> in any order and got <{one}>.", null);
            got.Add(one);
        }
        return got;
    }

    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null)
    {
        var got = Next<Terminated>(timeout, hint, $"Terminated of {target}");
        if (!got.ActorRef.Equals(target))
            Fail($"Expected Terminated of {target} and got it of {got.ActorRef}.", hint);
        return got;
    }

    public void ExpectNoMsg() => ExpectNoMsg(TestKitSettings.ExpectNoMessageDefault);

    public void ExpectNoMsg(int milliseconds) => ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Nothing comes within this time. To know that nothing is on its way, send something behind it and expect that instead.</summary>
    public void ExpectNoMsg(TimeSpan duration)
    {
        if (TryReceive(Dilated(duration)) is { } unwanted)
            Fail($"Expected no message within {duration} and got {Shown(unwanted)}.", null);
    }

    /// <summary>Reads on until the condition holds.</summary>
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string? hint = null) =>
        FishForMessage<object>(isMessage, max, hint);

    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string? hint = null)
    {
        var limit = Limit(max);
        var watch = Stopwatch.StartNew();
        var passed = new List<string>();
        while (limit - watch.Elapsed is var left && left >= TimeSpan.Zero && TryReceive(left) is { } received)
        {
            if (received.Message is T typed && isMessage(typed))
                return typed;
            passed.Add(Shown(received));
        }
        Fail($"No {typeof(T).Name} for which the condition holds came within {limit}; passed by: {Joined(passed)}.", hint);
        return default!;
    }

    /// <summary>The next message, or null when none comes in time.</summary>
    public object? ReceiveOne(TimeSpan? max = null) => TryReceive(Limit(max))?.Message;

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages) => ReceiveN(numberOfMessages, RemainingOrDefault);

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max)
    {
        var watch = Stopwatch.StartNew();
        var got = new List<object>();
        while (got.Count < numberOfMessages)
        {
            var left = Dilated(max) - watch.Elapsed;
            if (TryReceive(left > TimeSpan.Zero ? left : TimeSpan.Zero) is not { } received)
                Fail(
                    $"Expected {numberOfMessages} messages within {max} and got {got.Count}: {Joined([.. got.Select(m => m.ToString()!)])}.",
                    null
                );
            else
                got.Add(received.Message);
        }
        return got;
    }

    private T Next<T>(TimeSpan? duration, string? hint, string expected)
    {
        var limit = Limit(duration);
        if (TryReceive(limit) is not { } received)
            Fail($"Expected {expected} within {limit} and got nothing.", hint);
        else if (received.Message is T typed)
            return typed;
        else
            Fail($"Expected {expected} and got {Shown(received)}.", hint);
        return default!;
    }

    private Received? TryReceive(TimeSpan wait)
    {
        if (!_queue.TryTake(out var received, wait))
            return null;
        _last = received;
        return received;
    }

    private static string Shown(Received received) => $"{received.Message.GetType().Name} <{received.Message}> from {received.Sender}";

    private static string Joined(List<string> texts) => texts.Count == 0 ? "nothing" : string.Join(", ", texts);
}
