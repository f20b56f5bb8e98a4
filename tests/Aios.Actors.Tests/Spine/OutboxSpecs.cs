using Aios.Actors.Spine;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Actors.Tests.Spine;

public class OutboxSpecs : ActorSpecs
{
    [Fact]
    public void After_a_long_outage_it_says_so_much_at_a_time_as_the_log_can_take_oldest_first()
    {
        var outbox = new Outbox(TestActor, 0);
        for (var seq = 1; seq <= 1_200; seq++)
            outbox.Add(seq, "score", Samples.Event("score.updated"));
        var said = new List<(int Count, string First, long UpTo)>();

        while (!outbox.IsEmpty)
        {
            outbox.Say(TestActor);
            outbox.Say(TestActor);
            var append = ExpectMsg<Append>();
            said.Add((append.Events.Count, append.Events[0].Id.Value, (long)append.Tag!));
            outbox.Answered();
            outbox.Confirm((long)append.Tag!);
        }

        Assert.Equal([(500, "score#1", 500), (500, "score#501", 1_000), (200, "score#1001", 1_200)], said);
    }
}
