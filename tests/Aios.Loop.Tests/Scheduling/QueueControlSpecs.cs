using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Tests.Scheduling;

public sealed class QueueControlSpecs
{
    private readonly QueueModel _queue = new();

    [Fact]
    public void A_paused_queue_hands_out_nothing_not_even_to_P0()
    {
        _queue.Arrive(priority: Priority.P0);
        _queue.Ask("urgent", Priority.P0);
        _queue.Ask("begun", Priority.P0, isContinuation: true);
        _queue.Stand(QueueMode.Paused);
        Assert.Empty(_queue.Dispatch());
        Assert.Empty(_queue.Grant());

        _queue.Stand(QueueMode.Running);
        Assert.Equal([1], _queue.Dispatch());
        Assert.Equal(["begun", "urgent"], _queue.Grant());
    }

    [Fact]
    public void A_draining_queue_lets_only_those_go_on_that_have_begun()
    {
        _queue.Arrive();
        _queue.Ask("new", Priority.P0);
        _queue.Ask("begun", Priority.P3, isContinuation: true);
        _queue.Stand(QueueMode.Draining);
        Assert.Empty(_queue.Dispatch());
        Assert.Equal(["begun"], _queue.Grant());
    }

    [Fact]
    public void While_it_stands_still_nobodys_wait_ends()
    {
        _queue.Arrive(priority: Priority.P1);
        _queue.Now = 20_000;
        _queue.Stand(QueueMode.Paused);
        _queue.Now = 900_000;
        _queue.Arrive(priority: Priority.P1);
        _queue.Stand(QueueMode.Draining);
        _queue.Now = 1_000_000;
        _queue.Stand(QueueMode.Running);
        _queue.Settings = _queue.Settings with { HandOffWindow = 1 };
        Assert.Equal([1], _queue.Dispatch());
        Assert.Equal(("dispatched", 20_000L), _queue.Left[1]);

        _queue.Now += 29_999;
        Assert.Empty(_queue.Dispatch());
        _queue.Now += 1;
        Assert.Empty(_queue.Dispatch());
        Assert.Equal(("bound", 30_000L), _queue.Left[2]);
    }

    [Fact]
    public void A_standing_that_holds_already_is_refused_and_says_by_whom()
    {
        var resume = new QueueProtocol.ChangeStanding(QueueMode.Running, "", "me");
        Assert.Contains("it runs already", QueueRules.Refuse(_queue.State, resume)!.Why, StringComparison.Ordinal);
        _queue.Stand(QueueMode.Paused);
        Assert.Contains(
            "me has said so",
            QueueRules.Refuse(_queue.State, resume with { Mode = QueueMode.Paused })!.Why,
            StringComparison.Ordinal
        );
        Assert.Null(QueueRules.Refuse(_queue.State, resume));
        Assert.Null(QueueRules.Refuse(_queue.State, resume with { Mode = QueueMode.Draining }));
    }

    [Fact]
    public void What_is_cancelled_is_settled_and_the_rest_keeps_its_order()
    {
        for (var i = 0; i < 6; i++)
            _queue.Arrive(i % 2 == 0 ? "app.broken" : "app.slow", i < 3 ? Priority.P1 : Priority.P3);
        Assert.Equal([2, 4, 6], _queue.Cancel(new QueueFilter(Type: "app.slow")));
        Assert.Equal((3, 3L), (_queue.State.Waiting, _queue.State.Cancelled));
        Assert.Equal([1, 3, 5], _queue.Dispatch());
        foreach (var seq in (long[])[1, 3, 5])
            _queue.Settle(seq);
        Assert.Equal(6, _queue.State.Checkpoint);
    }

    [Theory]
    [InlineData(null, "app.*", null, null, null, true)]
    [InlineData(null, "*.broken", null, null, null, true)]
    [InlineData(null, "app", null, null, null, false)]
    [InlineData(1L, "app.broken", Priority.P1, "test", 1_000_002L, true)]
    [InlineData(2L, null, null, null, null, false)]
    [InlineData(null, null, Priority.P0, null, null, false)]
    [InlineData(null, null, null, "other", null, false)]
    [InlineData(null, null, null, null, 1_000_001L, false)]
    public void A_filter_holds_when_all_that_is_set_fits(
        long? seq,
        string? type,
        Priority? priority,
        string? source,
        long? before,
        bool holds
    ) => Assert.Equal(holds, new QueueFilter(seq, type, priority, source, before).Holds(Facts.Event(1, priority: Priority.P1)));

    [Fact]
    public void What_comes_back_has_a_new_place_and_holds_the_checkpoint_there()
    {
        var back = _queue.Arrive();
        _queue.Cancel(new QueueFilter());
        _queue.Arrive();
        _queue.Dispatch();
        _queue.Settle(2);
        Assert.Equal(2, _queue.State.Checkpoint);

        _queue.Again(back);
        _queue.Again(back);
        Assert.Equal((1, 2L), (_queue.State.Waiting, _queue.State.Checkpoint));
        Assert.Equal([1], _queue.Dispatch());
        _queue.Again(back);
        Assert.Equal((0, 2L), (_queue.State.Waiting, _queue.State.Checkpoint));
        _queue.Settle(1);
        Assert.Equal(5, _queue.State.Checkpoint);
    }

    [Fact]
    public void What_comes_back_after_a_later_event_of_its_key_is_superseded_by_that()
    {
        var back = _queue.Arrive(payload: """{"key":"a"}""");
        _queue.Cancel(new QueueFilter());
        _queue.Arrive(payload: """{"key":"a"}""");
        _queue.Again(back);
        Assert.Equal("superseded by 2", _queue.Left[1].How);
        Assert.Equal([2], _queue.Dispatch());
    }

    [Fact]
    public void After_a_restart_what_had_left_the_queue_stays_away_unless_it_was_brought_back_later()
    {
        // Event 1 left by record 4, came back by record 5; event 2 came back by record 6 and left by record 7.
        var state = SchedulingState.Begin(0, QueueStanding.Runs, new Dictionary<long, long> { [1] = 4, [2] = 7 }, Facts.At(0));
        var settings = SchedulingSettings.Default;
        Take(SchedulingRules.Admit(state, settings, QueueModel.Index, Facts.Event(1), Facts.At(0)));
        Take(SchedulingRules.Admit(state, settings, QueueModel.Index, Facts.Event(2), Facts.At(0)));
        Take(SchedulingRules.Admit(state, settings, QueueModel.Index, Facts.Event(3), Facts.At(0)));
        Take(SchedulingRules.AdmitAgain(state, settings, Facts.Event(1), 5, Facts.At(0)));
        Take(SchedulingRules.AdmitAgain(state, settings, Facts.Event(2), 6, Facts.At(0)));
        Assert.Equal([3, 1], state.Lanes.SelectMany(lane => lane).Select(entry => entry.Seq));
        Assert.Equal(2, state.Checkpoint);

        void Take(Decision<IEvent> decision) => state = decision.Events.Aggregate(state, (current, fact) => current.Apply(fact));
    }

    [Fact]
    public void A_standing_is_what_the_schedulers_own_newest_record_says()
    {
        var standing = QueueStanding.Runs.Apply(Said("scheduler.paused", QueueStanding.Source));
        Assert.Equal((QueueMode.Paused, "uid 7", "a trial"), (standing.Mode, standing.By, standing.Reason));
        Assert.Equal(standing, standing.Apply(Said("scheduler.resumed", "cli")));
        Assert.Equal(standing, standing.Apply(Facts.Event(3)));
        Assert.False(standing.Apply(Said("scheduler.resumed", QueueStanding.Source)).IsHalted);

        static RecordedEvent Said(string type, string source)
        {
            var recorded = Facts.Event(1, type, payload: """{"by":"uid 7","reason":"a trial"}""");
            return recorded with { Event = recorded.Event with { Source = source } };
        }
    }
}
