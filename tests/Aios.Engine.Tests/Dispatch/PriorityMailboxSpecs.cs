using Aios.Engine.Inspection;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Aios.Engine.Tests.Dispatch;

public class PriorityMailboxSpecs()
    : VirtualTime(
        """
        by-number { mailbox-type = "Aios.Engine.Tests.Dispatch.PriorityMailboxSpecs+ByNumber, Aios.Engine.Tests" }
        small { mailbox-type = "Aios.Engine.Tests.Dispatch.PriorityMailboxSpecs+ByNumber, Aios.Engine.Tests", mailbox-capacity = 5 }
        ageing { mailbox-type = "Aios.Engine.Tests.Dispatch.PriorityMailboxSpecs+ByNumber, Aios.Engine.Tests", max-wait = 10s }
        no-type { }
        no-mailbox { mailbox-type = "System.String" }
        unknown { mailbox-type = "Not.There, Nowhere" }
        """
    )
{
    public sealed class ByNumber(Settings settings, Config config) : UnboundedStablePriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) =>
            message switch
            {
                (int priority, int _) => priority,
                "fault" => throw new FormatException("no priority"),
                _ => -1,
            };
    }

    /// <summary>Waits at the gate with its first message, so that the rest queues up.</summary>
    private sealed class Gated : ReceiveActor
    {
        public Gated(IActorRef to, SemaphoreSlim inside, SemaphoreSlim gate)
        {
            Receive<string>(
                m => m == "gate",
                _ =>
                {
                    inside.Release();
                    gate.Wait(TimeSpan.FromSeconds(30));
                }
            );
            ReceiveAny(to.Tell);
        }
    }

    private readonly SemaphoreSlim _inside = new(0);
    private readonly SemaphoreSlim _gate = new(0);

    private IActorRef Make(string mailbox)
    {
        var (to, inside, gate) = (TestActor, _inside, _gate);
        var actor = Sys.ActorOf(Props.Create(() => new Gated(to, inside, gate)).WithMailbox(mailbox), "gated");
        Hold(actor);
        return actor;
    }

    private void Hold(IActorRef actor)
    {
        actor.Tell("gate");
        Assert.True(_inside.Wait(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void The_lowest_number_goes_first_and_equals_keep_their_order()
    {
        var actor = Make("by-number");
        var random = new Random(1);
        var sent = Enumerable.Range(0, 500).Select(i => (random.Next(4), i)).ToList();
        sent.ForEach(m => actor.Tell(m));
        _gate.Release();
        Assert.Equal(sent.OrderBy(m => m.Item1).ThenBy(m => m.i), ReceiveN(500).Cast<(int, int)>());
    }

    [Fact]
    public void More_than_sixty_four_priorities_work_too()
    {
        var actor = Make("by-number");
        for (var i = 100; i >= 0; i--)
            actor.Tell((i, 0));
        _gate.Release();
        Assert.Equal(Enumerable.Range(0, 101).Select(i => (object)(i, 0)), ReceiveN(101));
    }

    [Fact]
    public void All_priorities_share_one_bound()
    {
        var actor = Make("small");
        EventFilter.DeadLetter<(int, int)>().Expect(3, () => Enumerable.Range(0, 8).ToList().ForEach(i => actor.Tell((i % 3, i))));
        var view = ActorTree.Read(Sys, "/user/gated").Single();
        Assert.Equal(5, view.Waiting);
        Assert.Equal(3, view.Refused);
        Assert.Equal([0, 1, 2], view.Bands.Select(b => b.Priority).Where(p => p >= 0));
        _gate.Release();
        ReceiveN(5);
        actor.Tell((2, 9));
        ExpectMsg((2, 9));
    }

    [Fact]
    public void A_priority_that_waited_too_long_gets_one_message_in()
    {
        var actor = Make("ageing");
        for (var i = 0; i < 3; i++)
        {
            actor.Tell((5, i));
            actor.Tell((1, i));
        }
        actor.Tell("gate");
        _gate.Release();
        Assert.True(_inside.Wait(TimeSpan.FromSeconds(10)));
        Pass(10);
        _gate.Release();
        Assert.Equal([(5, 0), (1, 0), (1, 1), (1, 2), (5, 1), (5, 2)], ReceiveN(6).Cast<(int, int)>());
    }

    [Fact]
    public void A_generator_that_fails_puts_the_message_last_and_says_so()
    {
        var actor = Make("by-number");
        EventFilter.Exception<FormatException>(contains: "goes last").ExpectOne(() => actor.Tell("fault"));
        actor.Tell((9, 9));
        _gate.Release();
        ExpectMsg((9, 9));
        ExpectMsg("fault");
    }

    [Theory]
    [InlineData("missing", "missing.mailbox-type is missing")]
    [InlineData("no-type", "no-type.mailbox-type is missing")]
    [InlineData("no-mailbox", "derives from Akka.Dispatch.MailboxType")]
    [InlineData("unknown", "which is not there")]
    public void A_mailbox_that_cannot_be_made_is_refused(string path, string fault) =>
        Assert.Contains(
            fault,
            Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Create(() => new Idle()).WithMailbox(path), "idle")).Message
        );

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }
}
