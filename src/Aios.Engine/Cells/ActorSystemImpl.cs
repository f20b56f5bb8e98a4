using System.Text.RegularExpressions;
using Aios.Engine.Cells.Logs;
using Aios.Engine.Cells.Persistence;
using Aios.Engine.Timing;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Aios.Engine.Cells;

internal sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    private static long _uid;
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Action> _onTermination = [];
    private readonly DeadLetterRef _deadLetters;
    private readonly SchedulerBase _scheduler;
    private readonly TimeSpan _started;
    private CoordinatedShutdown? _shutdown;
    private long _deadLetterCount;
    private long _refused;
    private long _restarts;

    private ActorSystemImpl(string name, Config config, ActorSystemSetup setup)
    {
        Setup = setup;
        Name = name;
        Settings = new Settings(this, config);
        EventStream = new EventStream();
        EventStream.SetLogLevel(Settings.Level ?? LogLevel.ErrorLevel + 1);
        Log = Logging.GetLogger(EventStream, $"ActorSystem({name})");
        RootPath = new ActorPath(name);
        _deadLetters = new DeadLetterRef(this, RootPath / "deadLetters");
        _scheduler = TypeNames.New<SchedulerBase>(
            Settings.SchedulerClass,
            "akka.scheduler.implementation",
            Settings.Config.GetConfig("akka.scheduler") ?? ConfigurationFactory.Empty,
            Log
        );
        try
        {
            Chance = new Chance(Settings.Config.GetLong("akka.random-seed"));
            Dispatchers = new Dispatchers(Settings.Config);
            Mailboxes = new Mailboxes(Settings);
            Serialization = new Akka.Serialization.Serialization(this);
            Persistence = new PersistencePlugins(this);
            StartTime = _scheduler.Now;
            _started = _scheduler.MonotonicClock;
            Root = new LocalActorRef(RootPath);
            _ = new ActorCell(this, Root, null, Props.Create(typeof(Guardian), SupervisorStrategy.StoppingStrategy));
            Root.SendSystem(new Create());
            User = Root.Cell.Spawn(Props.Create(typeof(Guardian), SupervisorStrategy.DefaultStrategy), "user");
            SystemGuardian = Root.Cell.Spawn(Props.Create(typeof(Guardian), SupervisorStrategy.DefaultStrategy), "system");
        }
        catch
        {
            _scheduler.Dispose();
            throw;
        }
    }

    public override string Name { get; }
    public override Settings Settings { get; }
    public override EventStream EventStream { get; }
    public override IActorRef DeadLetters => _deadLetters;
    public override IScheduler Scheduler => _scheduler;
    public override ILoggingAdapter Log { get; }
    public override DateTimeOffset StartTime { get; }
    public override TimeSpan Uptime => _scheduler.MonotonicClock - _started;
    public override Task WhenTerminated => _terminated.Task;

    public CoordinatedShutdown Shutdown =>
        _shutdown ?? Interlocked.CompareExchange(ref _shutdown, new CoordinatedShutdown(this), null) ?? _shutdown;

    public SchedulerBase Clock => _scheduler;
    public Chance Chance { get; }
    public Dispatchers Dispatchers { get; }
    public Mailboxes Mailboxes { get; }
    public ActorSystemSetup Setup { get; }
    public override Akka.Serialization.Serialization Serialization { get; }
    public PersistencePlugins Persistence { get; }
    public ActorPath RootPath { get; }
    public LocalActorRef Root { get; }
    public LocalActorRef User { get; }
    public LocalActorRef SystemGuardian { get; }

    /// <summary>Messages that reached nobody since the start.</summary>
    public long DeadLetterCount => Volatile.Read(ref _deadLetterCount);

    /// <summary>Messages that found no room in a mailbox since the start; each is a dead letter too.</summary>
    public long RefusedCount => Volatile.Read(ref _refused);

    /// <summary>Lives of actors that began because the one before had failed, since the start; those that ended since too.</summary>
    public long RestartCount => Volatile.Read(ref _restarts);

    public static ActorSystemImpl Start(string name, Config config, ActorSystemSetup setup)
    {
        if (string.IsNullOrEmpty(name) || !AllowedName().IsMatch(name))
            throw new ArgumentException(
                $"'{name}' cannot be the name of an actor system: use letters, digits, '-' and '_', beginning with a letter or digit.",
                nameof(name)
            );
        var system = new ActorSystemImpl(name, config, setup);
        try
        {
            Loggers.Start(system);
            return system;
        }
        catch
        {
            system.StopAll();
            throw;
        }
    }

    public static long NextUid() => Interlocked.Increment(ref _uid);

    /// <summary>By the clock of the system that the actor belongs to, else real.</summary>
    public static DateTime TimeOf(ActorCell? cell) => cell?.System.Scheduler.Now.UtcDateTime ?? MachineClock.Time.GetUtcNow().UtcDateTime;

    public override IActorRef ActorOf(Props props, string? name = null) => User.Cell.ActorOf(props, name);

    public IActorRef SystemActorOf(Props props, string name) => SystemGuardian.Cell.ActorOf(props, name);

    public override void Stop(IActorRef actor) => (actor as InternalActorRef)?.SendSystem(new Terminate());

    public override Task Terminate()
    {
        if (Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate", true))
            Shutdown.Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance).ContinueWith(AfterShutdown, TaskScheduler.Default);
        else
            StopAll();
        return WhenTerminated;
    }

    /// <summary>A phase that failed for good must not keep the system alive when its end was asked for.</summary>
    private void AfterShutdown(Task shutdown)
    {
        if (shutdown.Exception is { } fault)
            Log.Error(fault.GetBaseException(), "The coordinated shutdown was given up: {0}", fault.GetBaseException().Message);
        StopAll();
    }

    /// <summary>Ends /user, then /system, then the root.</summary>
    public void StopAll() => User.SendSystem(new Terminate());

    public override void RegisterOnTermination(Action code)
    {
        lock (_onTermination)
        {
            if (!_terminated.Task.IsCompleted)
            {
                _onTermination.Add(code);
                return;
            }
        }
        code();
    }

    public override void Dispose() => Terminate().Wait();

    public void ToDeadLetters(object message, IActorRef? sender, IActorRef recipient)
    {
        Interlocked.Increment(ref _deadLetterCount);
        (message as PluginRequest)?.Fail(
            new PluginUnavailableException($"{recipient} did not take the request: it is overloaded or has ended.")
        );
        _deadLetters.Publish(message, sender, recipient);
    }

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountRestart() => Interlocked.Increment(ref _restarts);

    public void Report(LogEvent entry)
    {
        if (entry.LogLevel() >= EventStream.LogLevel)
            EventStream.Publish(entry);
    }

    /// <summary>Something failed outside of the processing of a message: it must not reach the thread.</summary>
    public void ReportFault(Exception fault, ActorCell cell) =>
        Report(new Error(fault, cell.Self.Path.ToString(), cell.ActorType, $"The engine failed while running this actor: {fault.Message}"));

    public void OnGuardianEnded(ActorCell cell)
    {
        if (ReferenceEquals(cell, User.Cell))
            SystemGuardian.SendSystem(new Terminate());
        else if (ReferenceEquals(cell, SystemGuardian.Cell))
            Root.SendSystem(new Terminate());
        else if (ReferenceEquals(cell, Root.Cell))
            Ended();
    }

    public void OnRootFailed(Exception cause)
    {
        Log.Error(cause, "The root guardian failed; the actor system ends.");
        StopAll();
    }

    private void Ended()
    {
        Action[] code;
        _scheduler.Dispose();
        lock (_onTermination)
        {
            _terminated.TrySetResult();
            code = [.. _onTermination];
        }
        foreach (var action in code)
            ThreadPool.QueueUserWorkItem(static a => a(), action, preferLocal: false);
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_-]*$")]
    private static partial Regex AllowedName();
}
