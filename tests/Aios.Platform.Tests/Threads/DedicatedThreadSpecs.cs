using Aios.Platform.Threads;

namespace Aios.Platform.Tests.Threads;

public sealed class DedicatedThreadSpecs
{
    [Fact]
    public void The_job_runs_on_a_named_background_thread()
    {
        (string? Name, bool IsBackground) seen = default;
        var thread = DedicatedThread.Start(
            "aios-test",
            () => seen = (Thread.CurrentThread.Name, Thread.CurrentThread.IsBackground),
            _ => { }
        );
        thread.Join();

        Assert.Equal(("aios-test", true), seen);
        Assert.False(thread.IsAlive);
    }

    [Fact]
    public void What_the_job_throws_is_handed_over()
    {
        Exception? caught = null;
        var thread = DedicatedThread.Start("aios-test", () => throw new InvalidOperationException("boom"), error => caught = error);
        thread.Join();

        Assert.Equal("boom", Assert.IsType<InvalidOperationException>(caught).Message);
    }
}
