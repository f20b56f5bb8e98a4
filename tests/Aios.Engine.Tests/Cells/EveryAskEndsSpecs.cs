using Aios.Engine.Tests.Support;
using Akka.Actor;

namespace Aios.Engine.Tests.Cells;

/// <summary>Nobody waits for ever for an answer.</summary>
public sealed class EveryAskEndsSpecs : EngineSpecs
{
    [Theory]
    [InlineData(3600)]
    [InlineData(null)]
    public async Task An_ask_open_at_the_end_of_the_system_fails(int? seconds)
    {
        var deaf = System.ActorOf(Props.Create(() => new Deaf()));
        var answer = deaf.Ask<string>("anybody?", seconds is { } s ? TimeSpan.FromSeconds(s) : null);
        await System.Terminate().WaitAsync(Patience);
        await Assert.ThrowsAsync<AskTimeoutException>(() => answer.WaitAsync(Patience));
    }

    [Fact]
    public async Task An_ask_after_the_end_of_the_system_fails()
    {
        var deaf = System.ActorOf(Props.Create(() => new Deaf()));
        await System.Terminate().WaitAsync(Patience);
        await Assert.ThrowsAsync<AskTimeoutException>(() => deaf.Ask<string>("anybody?").WaitAsync(Patience));
    }

    [Fact]
    public async Task A_timeout_of_zero_is_over_at_once()
    {
        var deaf = System.ActorOf(Props.Create(() => new Deaf()));
        await Assert.ThrowsAsync<AskTimeoutException>(() => deaf.Ask<string>("anybody?", TimeSpan.Zero).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_null_is_refused_before_anything_is_scheduled()
    {
        var deaf = System.ActorOf(Props.Create(() => new Deaf()));
        await Assert.ThrowsAsync<InvalidMessageException>(() => deaf.Ask<string>(null!, Patience));
    }

    [Fact]
    public async Task A_graceful_stop_open_at_the_end_of_the_system_ends()
    {
        var stop = System.ActorOf(Props.Create(() => new Deaf())).GracefulStop(TimeSpan.FromHours(1), "please");
        await System.Terminate().WaitAsync(Patience);
        Assert.True(await stop.WaitAsync(Patience));
    }

    private sealed class Deaf : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }
}
