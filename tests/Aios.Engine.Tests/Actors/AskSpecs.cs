using Akka.Actor;
using Akka.TestKit;

namespace Aios.Engine.Tests.Actors;

public class AskSpecs : VirtualTime
{
    private sealed class Answering : ReceiveActor
    {
        public Answering()
        {
            Receive<int>(n => Sender.Tell(n + 1));
            Receive<Exception>(e => Sender.Tell(new Status.Failure(e)));
            Receive<IActorRef>(r => r.Tell("through the factory"));
            Receive<string>(m => m == "keep", _ => _kept = Sender);
            Receive<string>(m => m == "late", _ => _kept!.Tell("too late"));
        }

        private IActorRef? _kept;
    }

    [Fact]
    public async Task The_answer_comes_back() => Assert.Equal(2, await Sys.ActorOf<Answering>().Ask<int>(1));

    [Fact]
    public async Task A_failure_as_answer_fails_the_task()
    {
        var ask = Sys.ActorOf<Answering>().Ask<int>(new FormatException("broken"));
        Assert.Equal("broken", (await Assert.ThrowsAsync<FormatException>(() => ask)).Message);
    }

    [Fact]
    public async Task An_answer_of_another_type_fails_the_task()
    {
        var ask = Sys.ActorOf<Answering>().Ask<string>(1);
        Assert.Contains("expected message of type [System.String]", (await Assert.ThrowsAsync<ArgumentException>(() => ask)).Message);
    }

    [Fact]
    public async Task Without_an_answer_it_fails_at_its_timeout_and_leaves_nothing_behind()
    {
        var ask = Sys.ActorOf<Answering>().Ask<int>("keep", TimeSpan.FromSeconds(5));
        Assert.Equal(1, Time.Pending);
        Pass(4.9);
        Assert.False(ask.IsCompleted);
        Pass(0.1);
        Assert.Contains("00:00:05", (await Assert.ThrowsAsync<AskTimeoutException>(() => ask)).Message);
        Assert.Equal(0, Time.Pending);
    }

    [Fact]
    public async Task With_an_answer_its_timeout_is_taken_back()
    {
        await Sys.ActorOf<Answering>().Ask<int>(1, TimeSpan.FromHours(1));
        Assert.Equal(0, Time.Pending);
    }

    [Fact]
    public async Task A_late_answer_is_a_dead_letter()
    {
        var actor = Sys.ActorOf<Answering>();
        var ask = actor.Ask<string>("keep", TimeSpan.FromSeconds(1));
        Pass(1);
        await Assert.ThrowsAsync<AskTimeoutException>(() => ask);
        await EventFilter.DeadLetter<string>(m => m == "too late").ExpectOneAsync(() => Tell(actor, "late"));
    }

    private static Task Tell(IActorRef actor, object message)
    {
        actor.Tell(message);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var ask = Sys.ActorOf<Answering>().Ask<int>("keep", TimeSpan.FromHours(1), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask);
        Assert.Equal(0, Time.Pending);
    }

    [Fact]
    public async Task A_message_can_be_made_from_the_reference_that_gets_the_answer() =>
        Assert.Equal("through the factory", await Sys.ActorOf<Answering>().Ask<string>(to => to, null, CancellationToken.None));

    [Fact]
    public async Task Nobody_cannot_be_asked() => await Assert.ThrowsAsync<ArgumentException>(() => ActorRefs.Nobody.Ask<int>(1));

    [Fact]
    public void The_result_of_a_task_is_piped()
    {
        Task.FromResult("done").PipeTo(TestActor);
        ExpectMsg("done");
        Task.FromResult(2).PipeTo(TestActor, success: n => n * 2);
        ExpectMsg(4);
        Task.CompletedTask.PipeTo(TestActor, success: () => "completed");
        ExpectMsg("completed");
    }

    [Fact]
    public void The_failure_of_a_task_is_piped()
    {
        Task.FromException<int>(new FormatException("broken")).PipeTo(TestActor);
        Assert.IsType<FormatException>(ExpectMsg<Status.Failure>().Cause);
        Task.FromException<int>(new FormatException("broken")).PipeTo(TestActor, failure: e => e.Message);
        ExpectMsg("broken");
    }

    [Fact]
    public async Task A_graceful_stop_that_takes_too_long_is_cancelled()
    {
        var stop = Sys.ActorOf<Answering>().GracefulStop(TimeSpan.FromSeconds(3), "ignored");
        Pass(3);
        await Assert.ThrowsAsync<TaskCanceledException>(() => stop);
    }
}
