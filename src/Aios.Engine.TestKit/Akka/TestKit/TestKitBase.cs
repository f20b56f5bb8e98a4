using System.Collections.Concurrent;
using Aios.Engine.Cells;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>A system with an actor whose messages the test reads. Every failure says what was expected and what was there.</summary>
public abstract partial class TestKitBase
{
    private static int _number;
    private readonly BlockingCollection<Received> _queue = [];
    private readonly ITestKitAssertions _assertions;
    private Func<object, bool> _ignored = static _ => false;
    private Received? _last;
    private TimeSpan? _end;

    private protected TestKitBase(ITestKitAssertions assertions, ActorSystem system, string? name)
    {
        _assertions = assertions;
        Sys = system;
        TestKitSettings = new TestKitSettings(system.Settings.Config.WithFallback(TestKitSettings.Reference));
        TestActor = ((ActorSystemImpl)system).SystemActorOf(
            Props.Create(typeof(TestActor), _queue, (Func<object, bool>)(m => _ignored(m))),
            name ?? $"testActor{Interlocked.Increment(ref _number)}"
        );
        EventFilter = new EventFilterFactory(this);
    }

    public ActorSystem Sys { get; }

    public TestKitSettings TestKitSettings { get; }

    /// <summary>What is sent here, the expectations read.</summary>
    public IActorRef TestActor { get; }

    public ILoggingAdapter Log => Sys.Log;

    public EventFilterFactory EventFilter { get; }

    /// <summary>Who sent the message read last.</summary>
    public IActorRef LastSender => _last?.Sender ?? Sys.DeadLetters;

    public object? LastMessage => _last?.Message;

    public bool HasMessages => _queue.Count > 0;

    public static Config DefaultConfig => TestKitSettings.Reference;

    /// <summary>Another actor that a test can send through and read.</summary>
    public virtual TestProbe CreateTestProbe(string? name = null) => new(Sys, _assertions, name);

    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name);

    public IActorRef ActorOf(Props props, string? name = null) => Sys.ActorOf(props, name);

    public IActorRef ActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>(), name);

    /// <summary>The test actor gets a <see cref="Terminated"/> when it ends. Returns when the watch is in place.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        TestActor.Ask<Done>(new TestActor.WatchRequest(actorToWatch), RemainingOrDefault).GetAwaiter().GetResult();
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        TestActor.Ask<Done>(new TestActor.UnwatchRequest(actorToUnwatch), RemainingOrDefault).GetAwaiter().GetResult();
        return actorToUnwatch;
    }

    /// <summary>Messages for which this is true are not seen by the expectations.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) => _ignored = shouldIgnoreMessage;

    public void IgnoreNoMessages() => _ignored = static _ => false;

    /// <summary>The wait, longer on slow machines.</summary>
    public TimeSpan Dilated(TimeSpan duration) => duration * TestKitSettings.TestTimeFactor;

    /// <summary>Ends a system and waits for it.</summary>
    public virtual void Shutdown(ActorSystem? system = null, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        system ??= Sys;
        var limit = Dilated(duration ?? TestKitSettings.DefaultTimeout);
        if (!system.Terminate().Wait(limit) && verifySystemShutdown)
            _assertions.Fail($"{system.Name} did not end within {limit}.");
    }

    /// <summary>Fails the test.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    internal void Fail(string text, string? hint)
    {
        _assertions.Fail((hint is null ? "" : hint + ": ") + text);
        throw new InvalidOperationException(text);
    }
}
