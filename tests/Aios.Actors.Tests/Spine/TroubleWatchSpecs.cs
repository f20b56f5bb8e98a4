using Aios.Actors.Spine;
using Akka.Actor;

namespace Aios.Actors.Tests.Spine;

public class TroubleWatchSpecs : ActorSpecs
{
    private Trouble[] _now = [];

    [Fact]
    public void A_trouble_is_one_line_when_it_begins_and_one_when_it_is_over_however_long_it_lasts()
    {
        Func<IEnumerable<Trouble>> look = () => Volatile.Read(ref _now);
        var watch = Start(() => new TroubleWatch(look));
        Settle(watch);
        EventFilter
            .Warning(start: "Trouble: ")
            .Expect(
                2,
                () =>
                {
                    for (var i = 0; i < 20; i++)
                        Look(watch, new Trouble("held", $"held for {i} s"), new Trouble("store", "full"));
                }
            );
        EventFilter.Info(message: "Over: full").ExpectOne(() => Look(watch, new Trouble("held", "held for 30 s")));
        EventFilter
            .Warning(message: "Trouble: full again")
            .ExpectOne(() => Look(watch, new Trouble("held", ""), new Trouble("store", "full again")));
    }

    private void Look(IActorRef watch, params Trouble[] now)
    {
        Volatile.Write(ref _now, now);
        Pass(TroubleWatch.Rhythm.TotalSeconds);
        Settle(watch);
    }
}
