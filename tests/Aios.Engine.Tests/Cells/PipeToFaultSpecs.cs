using Aios.Engine.Tests.Support;
using Akka.Actor;

namespace Aios.Engine.Tests.Cells;

/// <summary>Whoever waits for the outcome of a task gets one message, whatever goes wrong on the way.</summary>
public sealed class PipeToFaultSpecs : EngineSpecs
{
    private readonly IActorRef _recorder;

    public PipeToFaultSpecs() => _recorder = System.ActorOf(Props.Create(() => new Recorder(Tell)));

    [Fact]
    public async Task A_failing_success_mapping_is_a_failure()
    {
        await Task.FromResult(1).PipeTo(_recorder, success: _ => throw new FormatException("mapping"));
        Assert.IsType<FormatException>((await Next<Status.Failure>()).Cause);
    }

    [Fact]
    public async Task A_failing_failure_mapping_is_a_failure()
    {
        await Task.FromException<int>(new TimeoutException("work")).PipeTo(_recorder, failure: _ => throw new FormatException("mapping"));
        var both = Assert.IsType<AggregateException>((await Next<Status.Failure>()).Cause);
        Assert.Equal([typeof(TimeoutException), typeof(FormatException)], both.InnerExceptions.Select(e => e.GetType()));
    }

    [Fact]
    public async Task A_null_result_is_a_failure()
    {
        await Task.FromResult<string?>(null).PipeTo(_recorder);
        Assert.IsType<InvalidMessageException>((await Next<Status.Failure>()).Cause);
    }

    [Fact]
    public async Task A_cancelled_task_is_a_failure()
    {
        await Task.FromCanceled<int>(new CancellationToken(true)).PipeTo(_recorder);
        Assert.IsAssignableFrom<OperationCanceledException>((await Next<Status.Failure>()).Cause);
    }

    private sealed class Recorder(Action<object> tell) : UntypedActor
    {
        protected override void OnReceive(object message) => tell(message);
    }
}
