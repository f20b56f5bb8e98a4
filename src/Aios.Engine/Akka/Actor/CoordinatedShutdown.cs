using System.Diagnostics.CodeAnalysis;
using Aios.Engine.Cells;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Ends a system in phases, one after the other; the tasks of one phase run at once. A task that fails or takes too long is logged and the
/// next phase begins, unless <c>akka.coordinated-shutdown.phases.NAME.recover = off</c>. Each phase may have its own <c>timeout</c> there.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "Phases go on while actors end, so they run on the pool, not on a dispatcher.")]
public sealed class CoordinatedShutdown
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";
    private const string Section = "akka.coordinated-shutdown";

    private static readonly string[] Order =
    [
        PhaseBeforeServiceUnbind,
        PhaseServiceUnbind,
        PhaseServiceRequestsDone,
        PhaseServiceStop,
        PhaseBeforeClusterShutdown,
        PhaseClusterShardingShutdownRegion,
        PhaseClusterLeave,
        PhaseClusterExiting,
        PhaseClusterExitingDone,
        PhaseClusterShutdown,
        PhaseBeforeActorSystemTerminate,
        PhaseActorSystemTerminate,
    ];
    private readonly ActorSystemImpl _system;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<ShutdownTask>> _tasks = new(StringComparer.Ordinal);
    private readonly ILoggingAdapter _log;
    private Task<Done>? _run;
    private Reason? _reason;

    internal CoordinatedShutdown(ActorSystemImpl system)
    {
        _system = system;
        _log = Logging.GetLogger(system, nameof(CoordinatedShutdown));
    }

    public ActorSystem System => _system;

    /// <summary>Null until <see cref="Run"/>.</summary>
    public Reason? ShutdownReason => Volatile.Read(ref _reason);

    public static CoordinatedShutdown Get(ActorSystem sys) => ((ActorSystemImpl)sys).Shutdown;

    /// <exception cref="ArgumentException">No such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        Index(phase);
        lock (_lock)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
                _tasks[phase] = tasks = [];
            tasks.Add(new ShutdownTask(taskName, task));
        }
    }

    /// <summary>Runs once; later calls get the same task.</summary>
    /// <param name="reason">Why, for the log.</param>
    /// <param name="fromPhase">Earlier phases are left out; null: all.</param>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        var from = fromPhase is null ? 0 : Index(fromPhase);
        lock (_lock)
        {
            if (_run is not null)
                return _run;
            _reason = reason;
            return _run = Task.Run(() => RunFrom(from));
        }
    }

    /// <summary>How long a phase may take.</summary>
    public TimeSpan Timeout(string phase) =>
        _system.Settings.Config.GetTimeSpan(
            $"{Section}.phases.{phase}.timeout",
            _system.Settings.Config.GetTimeSpan($"{Section}.default-phase-timeout", TimeSpan.FromSeconds(5))
        );

    private static int Index(string phase) =>
        Array.IndexOf(Order, phase) is var index and >= 0
            ? index
            : throw new ArgumentException($"'{phase}' is no shutdown phase; there are {string.Join(", ", Order)}.", nameof(phase));

    private async Task<Done> RunFrom(int from)
    {
        foreach (var phase in Order.Skip(from))
            await RunPhase(phase).ConfigureAwait(false);
        if (_system.Settings.Config.GetBoolean($"{Section}.terminate-actor-system", true))
        {
            _system.StopAll();
            await _system.WhenTerminated.ConfigureAwait(false);
        }
        return Done.Instance;
    }

    private async Task RunPhase(string phase)
    {
        ShutdownTask[] tasks;
        lock (_lock)
            tasks = _tasks.TryGetValue(phase, out var added) ? [.. added] : [];
        if (tasks.Length == 0 || !_system.Settings.Config.GetBoolean($"{Section}.phases.{phase}.enabled", true))
            return;
        var recover = _system.Settings.Config.GetBoolean($"{Section}.phases.{phase}.recover", true);
        var all = Task.WhenAll(tasks.Select(t => RunTask(phase, t, recover)));
        var limit = Timeout(phase);
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var timer = limit > TimeSpan.Zero ? _system.Clock.Callback(limit, () => late.TrySetResult()) : null;
        if (await Task.WhenAny(all, late.Task).ConfigureAwait(false) == all)
        {
            timer?.Cancel();
            await all.ConfigureAwait(false);
            return;
        }
        var open = string.Join(", ", tasks.Where(t => !t.IsDone).Select(t => t.Name));
        if (!recover)
            throw new TimeoutException($"Shutdown phase {phase} took longer than {limit}; still running: {open}.");
        _log.Warning("Shutdown phase {0} took longer than {1} and is left behind; still running: {2}.", phase, limit, open);
    }

    private async Task RunTask(string phase, ShutdownTask task, bool recover)
    {
        try
        {
            await Task.Run(task.Work).ConfigureAwait(false);
        }
        catch (Exception fault) when (recover)
        {
            _log.Warning(fault, "Task {0} of shutdown phase {1} failed: {2}", task.Name, phase, fault.Message);
        }
        finally
        {
            task.IsDone = true;
        }
    }

    /// <summary>Why a system ends.</summary>
    public class Reason
    {
        protected Reason() { }
    }

    public sealed class UnknownReason : Reason
    {
        public static readonly UnknownReason Instance = new();
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public sealed class ActorSystemTerminateReason : Reason
    {
        public static readonly ActorSystemTerminateReason Instance = new();
    }

    /// <summary>The process ends.</summary>
    public sealed class ClrExitReason : Reason
    {
        public static readonly ClrExitReason Instance = new();
    }

    private sealed class ShutdownTask(string name, Func<Task<Done>> work)
    {
        public string Name => name;
        public Func<Task<Done>> Work => work;
        public volatile bool IsDone;
    }
}
