using Aios.Loop.Scheduling;
using FsCheck.Fluent;

namespace Aios.Loop.Tests.Scheduling;

public sealed class EventLaneSpecs
{
    [Fact]
    public void It_is_a_list_from_whose_ends_and_middle_is_taken() =>
        Draw.ForAll(
            Draw.Three(Draw.Int(0, 5), Draw.Int(0, 1_000), Draw.Int(0, 0)).ListOf(),
            steps =>
            {
                var (lane, model, seq) = (EventLane.Empty, new List<QueuedEvent>(), 0L);
                foreach (var (what, where, _) in steps)
                {
                    if (what <= 2 || model.Count == 0)
                    {
                        model.Add(new QueuedEvent(Facts.Event(++seq), 0, 0));
                        lane = lane.With(model[^1]);
                    }
                    else
                    {
                        var at =
                            what == 3 ? 0
                            : what == 4 ? model.Count - 1
                            : where % model.Count;
                        lane = lane.Without(model[at]);
                        model.RemoveAt(at);
                    }
                    Assert.Equal((model.Count, model.FirstOrDefault(), model.LastOrDefault()), (lane.Count, lane.First, lane.Last));
                    Assert.Equal(model, lane);
                }
            }
        );

    [Fact]
    public void What_does_not_wait_cannot_be_taken_out()
    {
        var lane = Enumerable.Range(1, 4).Aggregate(EventLane.Empty, (all, seq) => all.With(Entry(seq)));
        var less = lane.Without(Entry(2));
        Assert.Throws<InvalidOperationException>(() => less.Without(Entry(2)));
        Assert.Throws<InvalidOperationException>(() => EventLane.Empty.Without(Entry(1)));
    }

    private static QueuedEvent Entry(long seq) => new(Facts.Event(seq), 0, 0);
}
