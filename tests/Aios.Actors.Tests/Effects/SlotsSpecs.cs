using System.Collections.Concurrent;
using Aios.Actors.Scheduling;
using Aios.Gateway;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Tests.Effects;

public class SlotsSpecs : RunSpecs
{
    [Theory]
    [InlineData(Priority.P3, 1)]
    [InlineData(Priority.P1, 2)]
    [InlineData(Priority.P0, 3)]
    public void Runs_never_execute_more_steps_at_once_than_there_are_slots_for_them(Priority priority, int slots)
    {
        const int Count = 7;
        var open = new ConcurrentQueue<TaskCompletionSource<AdapterResult>>();
        using var adapter = new FakeAdapter(_ =>
        {
            var call = new TaskCompletionSource<AdapterResult>();
            open.Enqueue(call);
            return call.Task;
        });
        BeginRuns(adapter, RealScheduler());
        for (var i = 0; i < Count; i++)
            Begin(Samples.Plan($"run-{i}", eventSeq: i + 1, priority: priority));

        for (var i = 0; i < slots; i++)
            adapter.ExpectCall();
        for (var done = 0; done < Count; done++)
        {
            Assert.True(adapter.Calls <= done + slots, $"{adapter.Calls} calls, {done} of them ended, {slots} slots");
            AwaitCondition(() => !open.IsEmpty, null, "a step that executes");
            open.TryDequeue(out var call);
            call!.SetResult(FakeAdapter.Ok);
            ExpectRecord("run.verified");
            if (done + slots < Count)
                adapter.ExpectCall();
        }

        Assert.Equal(Count, adapter.Calls);
    }

    private IActorRef RealScheduler()
    {
        var settings = SchedulingSettings.Default with { MaxConcurrent = 3 };
        var parts = new SchedulerParts(settings, Shell, EventJournal, Folder.Cursors, Folder.Log.Reader(), () => TypeIndex.Empty, Memory);
        return Start(() => new SchedulerActor(parts));
    }
}
