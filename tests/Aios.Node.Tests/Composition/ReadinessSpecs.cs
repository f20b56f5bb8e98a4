using Aios.Loop.Surface;
using Aios.Node.Composition;

namespace Aios.Node.Tests.Composition;

public sealed class ReadinessSpecs
{
    [Fact]
    public async Task It_starts_then_runs_then_stops()
    {
        var readiness = new Readiness(() => (null, null, null), TimeProvider.System);
        Assert.StartsWith("it starts", Assert.Single(await readiness.Failing()).Why, StringComparison.Ordinal);
        readiness.Phase = NodePhase.Running;
        Assert.Empty(await readiness.Failing());
        readiness.Phase = NodePhase.Stopping;
        Assert.StartsWith("it stops", Assert.Single(await readiness.Failing()).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_hangs_is_an_answer_in_time_and_holds_one_thread_however_many_ask()
    {
        using var gate = new ManualResetEventSlim();
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (looks, time) = (0, new ManualTime());
        var readiness = new Readiness(
            () =>
            {
                Interlocked.Increment(ref looks);
                began.SetResult();
                gate.Wait();
                return (null, null, null);
            },
            time
        )
        {
            Phase = NodePhase.Running,
        };
        try
        {
            Task<IReadOnlyList<NotReady>>[] asked = [readiness.Failing(), readiness.Failing(), readiness.Failing()];
            await began.Task;
            time.Advance(TimeSpan.FromSeconds(2));
            foreach (var failing in await Task.WhenAll(asked))
                Assert.Equal("folder", Assert.Single(failing).Part);
            Assert.Equal(1, looks);
        }
        finally
        {
            gate.Set();
        }
    }

    [Fact]
    public async Task A_look_that_fails_is_no_yes()
    {
        var readiness = new Readiness(() => throw new IOException("bad"), TimeProvider.System) { Phase = NodePhase.Running };
        Assert.Contains("bad", Assert.Single(await readiness.Failing()).Why, StringComparison.Ordinal);
    }
}
