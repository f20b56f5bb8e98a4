using System.Collections.Concurrent;
using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace Aios.Engine.Tests.Actors;

public class CoordinatedShutdownSpecs
{
    private readonly ConcurrentQueue<string> _done = new();

    private static ActorSystem Make(string config = "") =>
        ActorSystem.Create("ending", ConfigurationFactory.ParseString("akka.loggers = []\n" + config));

    private void Add(ActorSystem system, string phase, string name, Func<Task>? work = null) =>
        CoordinatedShutdown
            .Get(system)
            .AddTask(
                phase,
                name,
                async () =>
                {
                    if (work is not null)
                        await work();
                    _done.Enqueue(name);
                    return Done.Instance;
                }
            );

    [Fact]
    public async Task Phases_run_in_order_and_the_system_ends()
    {
        var system = Make();
        Add(system, CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last");
        Add(system, CoordinatedShutdown.PhaseBeforeServiceUnbind, "first");
        Add(system, CoordinatedShutdown.PhaseServiceStop, "middle");
        var shutdown = CoordinatedShutdown.Get(system);
        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);
        Assert.Equal(["first", "middle", "last"], _done);
        Assert.True(system.WhenTerminated.IsCompleted);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminate_runs_it_and_it_runs_once()
    {
        var system = Make();
        Add(system, CoordinatedShutdown.PhaseServiceUnbind, "task");
        await Task.WhenAll(
            system.Terminate(),
            system.Terminate(),
            CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.UnknownReason.Instance)
        );
        Assert.Equal(["task"], _done);
        Assert.IsType<CoordinatedShutdown.ActorSystemTerminateReason>(CoordinatedShutdown.Get(system).ShutdownReason);
    }

    [Fact]
    public async Task Tasks_of_one_phase_run_at_once()
    {
        var system = Make();
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        Add(system, CoordinatedShutdown.PhaseServiceStop, "one", () => Meet(first, second));
        Add(system, CoordinatedShutdown.PhaseServiceStop, "two", () => Meet(second, first));
        await system.Terminate();
        Assert.Equal(2, _done.Count);

        static Task Meet(TaskCompletionSource mine, TaskCompletionSource theirs)
        {
            mine.SetResult();
            return theirs.Task;
        }
    }

    [Fact]
    public async Task A_task_that_fails_or_takes_too_long_does_not_hold_up_the_rest()
    {
        var system = Make("akka.coordinated-shutdown.phases.service-stop.timeout = 20ms");
        Add(system, CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new FormatException("broken"));
        Add(system, CoordinatedShutdown.PhaseServiceStop, "hangs", () => new TaskCompletionSource().Task);
        Add(system, CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last");
        await system.Terminate();
        Assert.Equal(["last"], _done);
    }

    [Fact]
    public async Task A_phase_that_must_not_fail_ends_the_run_but_terminate_ends_the_system()
    {
        var system = Make("akka.coordinated-shutdown.phases.service-unbind.recover = off");
        Add(system, CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new FormatException("broken"));
        Add(system, CoordinatedShutdown.PhaseServiceStop, "never");
        var run = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.UnknownReason.Instance);
        await Assert.ThrowsAsync<FormatException>(() => run);
        Assert.False(system.WhenTerminated.IsCompleted);
        await system.Terminate();
        Assert.Empty(_done);
    }

    [Fact]
    public async Task A_run_can_begin_later_and_leave_the_system_alone()
    {
        var system = Make("akka.coordinated-shutdown.terminate-actor-system = off");
        Add(system, CoordinatedShutdown.PhaseServiceUnbind, "left out");
        Add(system, CoordinatedShutdown.PhaseServiceStop, "run");
        await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceStop);
        Assert.Equal(["run"], _done);
        Assert.False(system.WhenTerminated.IsCompleted);
        await system.Terminate();
    }

    [Fact]
    public async Task An_unknown_phase_is_refused()
    {
        var system = Make();
        Assert.Contains("before-service-unbind", Assert.Throws<ArgumentException>(() => Add(system, "someday", "x")).Message);
        await system.Terminate();
    }
}
