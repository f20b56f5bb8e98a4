using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using FsCheck;
using FsCheck.Fluent;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Tests.Scheduling;

/// <summary>What holds for every mix of arrivals, waits and settlements.</summary>
public sealed class SchedulingPropertySpecs
{
    private static readonly TypeIndex Index = new(new HashSet<string> { "app.broken" }, []);
    private static readonly SchedulingSettings Settings = SchedulingSettings.Default with { HandOffWindow = 3, QueueCapacity = 16 };

    [Fact]
    public void Events_leave_in_the_order_of_a_naive_sort() =>
        Draw.ForAll(
            Gen.Choose(0, 3).ListOf().Where(priorities => priorities.Count is > 0 and < 16),
            priorities =>
            {
                var state = SchedulingState.Empty;
                var settings = Settings with { HandOffWindow = 1024 };
                for (var i = 0; i < priorities.Count; i++)
                    state = Admit(state, settings, i + 1, (Priority)priorities[i], at: 0);
                var expected = priorities
                    .Select((priority, i) => (priority, seq: (long)i + 1))
                    .OrderBy(each => each.priority)
                    .ThenBy(each => each.seq);
                var left = SchedulingRules.Dispatch(state, settings, Facts.At(1)).Events.Cast<EventDispatched>().Select(fact => fact.Seq);
                Assert.Equal(expected.Select(each => each.seq), left);
            }
        );

    [Fact]
    public void Every_event_is_dispatched_or_shed_within_its_bound_and_the_checkpoint_ends_behind_all() =>
        Draw.ForAll(
            Draw.Three(Draw.Int(0, 3), Draw.Int(0, 20_000), Draw.Int(0, 2)).ListOf().Where(steps => steps.Count > 0),
            steps =>
            {
                var (state, now, seq) = (SchedulingState.Empty, 0L, 0L);
                var (arrived, ended) = (new Dictionary<long, (long At, Priority Priority)>(), new HashSet<long>());
                var withReactor = new Queue<long>();
                foreach (var (priority, wait, settle) in steps)
                {
                    now += wait;
                    seq++;
                    arrived[seq] = (now, (Priority)priority);
                    state = Take(
                        state,
                        SchedulingRules.Admit(state, Settings, Index, Facts.Event(seq, priority: (Priority)priority), Facts.At(now)),
                        now
                    );
                    for (var i = 0; i < settle && withReactor.TryDequeue(out var done); i++)
                        state = Take(state, SchedulingRules.Settle(state, done), now);
                    state = Take(state, SchedulingRules.Dispatch(state, Settings, Facts.At(now)), now);
                    Assert.All(state.InHand, count => Assert.InRange(count, 0, Settings.HandOffWindow));
                    Assert.True(state.Waiting <= Settings.QueueCapacity);
                    Assert.All(
                        state.Lanes.SelectMany(lane => lane),
                        entry => Assert.True(entry.DeadlineAt > now, "an event waits past its bound")
                    );
                }
                while (state.Unsettled > 0)
                {
                    while (withReactor.TryDequeue(out var done))
                        state = Take(state, SchedulingRules.Settle(state, done), now);
                    state = Take(state, SchedulingRules.Dispatch(state, Settings, Facts.At(now)), now);
                }
                Assert.Equal((seq, seq), (state.Checkpoint, ended.Count));

                SchedulingState Take(SchedulingState current, Decision<IEvent> decision, long at)
                {
                    foreach (var fact in decision.Events)
                    {
                        current = current.Apply(fact);
                        if (fact is EventDispatched dispatched)
                            withReactor.Enqueue(dispatched.Seq);
                        if (fact is EventDispatched or EventShed)
                            Assert.True(ended.Add(fact is EventDispatched d ? d.Seq : ((EventShed)fact).Entry.Seq), "an event left twice");
                    }
                    return current;
                }
            }
        );

    [Fact]
    public void Ageing_lifts_to_P1_and_never_over_P0() =>
        Draw.ForAll(
            Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 1_000_000)),
            each =>
            {
                var (priority, waited) = ((Priority)each.Item1, each.Item2);
                var aged = SchedulingRules.Aged(priority, waited, Settings.BoundOf(priority));
                Assert.True(aged <= priority);
                Assert.Equal(priority == Priority.P0, aged == Priority.P0);
            }
        );

    [Fact]
    public void Reserved_slots_hold_for_every_sequence_of_requests_and_releases() =>
        Draw.ForAll(
            Draw.Three(Draw.Int(0, 3), Draw.Int(0, 9), Draw.Int(0, 1)).ListOf(),
            steps =>
            {
                var state = SchedulingState.Empty;
                foreach (var (priority, run, release) in steps)
                {
                    var id = new RunId($"run-{run}");
                    var decision =
                        release == 1
                            ? SlotRules.Release(state, id)
                            : SlotRules.Request(
                                state,
                                Settings,
                                new RequestSlot(id, 1, "step", (Priority)priority, 1_000, false),
                                Facts.At(0)
                            );
                    state = decision.Events.Aggregate(state, (current, fact) => current.Apply(fact));
                    state = SlotRules.Grant(state, Settings, Facts.At(0)).Events.Aggregate(state, (current, fact) => current.Apply(fact));
                    var running = state.Running.Values.ToLookup(granted => granted.Priority);
                    var ordinary = running[Priority.P2].Count() + running[Priority.P3].Count();
                    Assert.True(state.Running.Count <= 5 && ordinary + running[Priority.P1].Count() <= 4 && ordinary <= 3);
                    Assert.DoesNotContain(
                        state.Requests.SelectMany(lane => lane),
                        request => SlotRules.HasSlot(state, Settings, request.Priority)
                    );
                }
            }
        );

    private static SchedulingState Admit(SchedulingState state, SchedulingSettings settings, long seq, Priority priority, long at) =>
        SchedulingRules
            .Admit(state, settings, Index, Facts.Event(seq, priority: priority), Facts.At(at))
            .Events.Aggregate(state, (current, fact) => current.Apply(fact));
}
