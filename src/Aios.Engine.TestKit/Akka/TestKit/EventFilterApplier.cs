using Aios.Engine.Cells;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Runs something and checks what it puts on the event stream.</summary>
public interface IEventFilterApplier
{
    void ExpectOne(Action action);

    void ExpectOne(TimeSpan timeout, Action action);

    T ExpectOne<T>(Func<T> func);

    void Expect(int expectedCount, Action action);

    void Expect(int expectedCount, TimeSpan timeout, Action action);

    Task ExpectOneAsync(Func<Task> actionAsync);

    Task ExpectAsync(int expectedCount, Func<Task> actionAsync);
}

internal sealed class EventFilterApplier(TestKitBase kit, Type channel, Func<object, bool> matches, string what) : IEventFilterApplier
{
    public void ExpectOne(Action action) => Expect(1, action);

    public void ExpectOne(TimeSpan timeout, Action action) => Expect(1, timeout, action);

    public T ExpectOne<T>(Func<T> func)
    {
        T result = default!;
        Expect(1, () => result = func());
        return result;
    }

    public void Expect(int expectedCount, Action action) => Expect(expectedCount, kit.TestKitSettings.TestEventFilterLeeway, action);

    public void Expect(int expectedCount, TimeSpan timeout, Action action) =>
        ExpectAsync(
                expectedCount,
                timeout,
                () =>
                {
                    action();
                    return Task.CompletedTask;
                }
            )
            .GetAwaiter()
            .GetResult();

    public Task ExpectOneAsync(Func<Task> actionAsync) => ExpectAsync(1, actionAsync);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync) =>
        ExpectAsync(expectedCount, kit.TestKitSettings.TestEventFilterLeeway, actionAsync);

    private async Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action)
    {
        var observer = new Observer((ActorSystemImpl)kit.Sys, matches, expectedCount);
        kit.Sys.EventStream.Subscribe(observer, channel);
        try
        {
            await action().ConfigureAwait(false);
            var limit = kit.Dilated(timeout);
            await observer.Reached.WaitAsync(limit).ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
            if (observer.Seen < expectedCount)
                kit.Fail($"Expected {expectedCount} times {what} within {limit} and saw it {observer.Seen} times.", null);
            if (observer.Seen > expectedCount)
                kit.Fail($"Expected {expectedCount} times {what} and saw it {observer.Seen} times.", null);
        }
        finally
        {
            kit.Sys.EventStream.Unsubscribe(observer);
        }
    }

    /// <summary>Sees each event on the thread that publishes it.</summary>
    private sealed class Observer : InternalActorRef
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Func<object, bool> _matches;
        private readonly int _wanted;
        private int _seen;

        public Observer(ActorSystemImpl system, Func<object, bool> matches, int wanted)
        {
            System = system;
            Path = system.RootPath / "temp" / $"event-filter-{ActorSystemImpl.NextUid()}";
            _matches = matches;
            _wanted = wanted;
            if (wanted == 0)
                _reached.SetResult();
        }

        public override ActorPath Path { get; }
        public override ActorSystemImpl System { get; }
        public Task Reached => _reached.Task;
        public int Seen => Volatile.Read(ref _seen);

        public override void Tell(object message, IActorRef? sender)
        {
            if (_matches(message) && Interlocked.Increment(ref _seen) == _wanted)
                _reached.TrySetResult();
        }

        public override void SendSystem(SystemSignal signal) { }
    }
}
