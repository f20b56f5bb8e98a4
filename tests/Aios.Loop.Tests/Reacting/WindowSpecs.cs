using Aios.Loop.Conditions;
using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Loop.Tests.Reacting;

/// <summary>One playbook with a window; events come at seconds, each with a number of its own.</summary>
public sealed class WindowSpecs
{
    private ReactingState _state = ReactingState.Empty;
    private Catalog _catalog = Catalog.Empty;
    private long _seq;

    [Fact]
    public void The_third_event_within_the_time_is_answered_and_the_window_starts_anew()
    {
        Use(WindowKind.Count, 60, 3);

        Assert.Equal("1 of 3 within 1m", Reason(At(0)));
        Assert.Equal("2 of 3 within 1m", Reason(At(20)));
        Assert.Equal("chosen for events 1, 2, 3 together", Reason(At(60)));
        Assert.Equal("1 of 3 within 1m", Reason(At(61)));
    }

    [Fact]
    public void An_event_too_old_for_the_newest_counts_no_more()
    {
        Use(WindowKind.Count, 60, 3);
        At(0);
        At(50);

        Assert.Equal("2 of 3 within 1m", Reason(At(61)));
        Assert.Equal("chosen for events 2, 3, 4 together", Reason(At(62)));
    }

    [Fact]
    public void Events_count_by_their_own_time_in_any_order_and_never_beyond_now()
    {
        Use(WindowKind.Count, 60, 3);
        At(100);

        Assert.Equal("2 of 3 within 1m", Reason(At(50, now: 100)));
        Assert.Equal("it is older than 1m before the newest that counts", Reason(At(39, now: 100)));
        Assert.Equal("chosen for events 1, 2, 4 together", Reason(At(5_000, now: 101)));
    }

    [Fact]
    public void Each_group_has_a_window_of_its_own()
    {
        Use(WindowKind.Count, 60, 2, group: "payload.host");
        At(0, """{"host":"a"}""");

        Assert.Equal("1 of 2 within 1m", Reason(At(1, """{"host":"b"}""")));
        Assert.Equal("chosen for events 1, 3 together", Reason(At(2, """{"host":"a"}""")));
    }

    [Fact]
    public void An_event_that_is_handed_over_twice_counts_once()
    {
        Use(WindowKind.Count, 60, 2);
        At(0);
        _seq--;

        Assert.Equal("its window has taken this event before", Reason(At(0)));
        Assert.Equal("chosen for events 1, 2 together", Reason(At(1)));
    }

    [Fact]
    public void All_conditions_have_to_be_met_each_by_some_event_within_the_time()
    {
        Use(WindowKind.All, 60, 0, ["payload.x == 1", "payload.x == 2", "severity >= warn && payload.x == 3"]);

        Assert.StartsWith("none of its 3 conditions holds: payload.x == 1 : payload.x is 9", Reason(At(0, """{"x":9}""")));
        Assert.Equal("1 of 3 conditions within 1m", Reason(At(0, """{"x":2}""")));
        Assert.Equal("1 of 3 conditions within 1m", Reason(At(5, """{"x":2}""")));
        Assert.Equal("2 of 3 conditions within 1m", Reason(At(30, """{"x":1}""")));
        Assert.Equal("2 of 3 conditions within 1m", Reason(At(66, """{"x":3}""")));
        Assert.Equal("chosen for events 4, 5, 6 together", Reason(At(70, """{"x":2}""")));
    }

    [Fact]
    public void Any_condition_is_enough()
    {
        Use(WindowKind.Any, 0, 0, ["payload.x == 1", "payload.x == 2"]);

        Assert.Equal("chosen", Reason(At(0, """{"x":2}""")));
        Assert.StartsWith("none of its 2 conditions holds", Reason(At(1, """{"x":3}""")));
    }

    [Fact]
    public void Not_all_met_is_answered_when_the_time_is_over()
    {
        Use(WindowKind.NotAll, 60, 0, ["payload.x == 1", "payload.x == 2"]);

        Assert.Equal("1 of 2 conditions; it is answered in 1m unless all are met", Reason(At(0, """{"x":1}""")));
        Assert.Equal("1 of 2 conditions; it is answered in 20s unless all are met", Reason(At(40, """{"x":1}""")));
        Assert.Equal(Facts.At(60_000).Wall, Assert.Single(_state.Windows.Due).AtWall);
        var decision = End(60);

        Assert.Equal(2, Assert.IsType<Matched>(decision.Events[0]).Plan.EventSeq);
        Assert.EndsWith("not all of its conditions were met", decision.Record!.Rationale);
        Assert.Equal(0, _state.Windows.Count);
    }

    [Fact]
    public void All_met_in_time_is_not_answered()
    {
        Use(WindowKind.NotAll, 60, 0, ["payload.x == 1", "payload.x == 2"]);
        At(0, """{"x":1}""");

        Assert.Equal("all 2 conditions were met within 1m", Reason(At(59, """{"x":2}""")));
        Assert.Empty(_state.Windows.Due);
    }

    [Fact]
    public void Once_within_answers_the_first_and_is_silent_for_the_time()
    {
        Use(WindowKind.OnceWithin, 60);

        Assert.Equal("chosen", Reason(At(0)));
        Assert.Equal("event 1 was the first within 1m; it is silent for 1s", Reason(At(59.5)));
        Assert.Equal("chosen", Reason(At(60.5)));
    }

    [Fact]
    public void Once_after_answers_all_that_came_as_the_last_of_them()
    {
        Use(WindowKind.OnceAfter, 10);

        Assert.Equal("it is gathered with 1 in all, to be answered in 10s", Reason(At(0)));
        Assert.Equal("it is gathered with 2 in all, to be answered in 3s", Reason(At(7)));
        var decision = End(10);

        Assert.Equal(2, Assert.IsType<Matched>(decision.Events[0]).Plan.EventSeq);
        Assert.Equal("chosen for events 1, 2 together", decision.Record!.Options[0].Reason);
        Assert.EndsWith("2 events were gathered", decision.Record.Rationale);
        Assert.Equal("it is gathered with 1 in all, to be answered in 10s", Reason(At(11)));
    }

    [Fact]
    public void What_is_not_reached_within_a_fixed_time_is_forgotten()
    {
        Use(WindowKind.AccumulateWithin, 60, 3);
        At(0);
        At(50);

        Assert.Equal("1 of 3 within 1m", Reason(At(61)));
        At(62);
        Assert.Equal("chosen for events 3, 4, 5 together", Reason(At(63)));
    }

    [Fact]
    public void What_a_window_took_is_used_up_whatever_else_speaks_against_its_playbook()
    {
        Use(WindowKind.Count, 60, 2, cooldown: 3_600);
        At(0);
        At(1);
        At(2);

        Assert.Equal("it rests for another 3598 s", Reason(At(3)));
        Assert.Equal("1 of 2 within 1m", Reason(At(4)));
    }

    [Fact]
    public void A_window_whose_playbook_is_gone_ends_on_record()
    {
        Use(WindowKind.OnceAfter, 10);
        At(0);
        _catalog = Catalog.Empty;

        Assert.Equal(
            "1 events were gathered, and playbook fix-it is not loaded or disabled",
            Assert.IsType<Skipped>(End(10).Events[0]).Reason
        );
        Assert.Empty(_state.Windows.Due);
    }

    [Fact]
    public void A_window_that_ends_twice_makes_one_run()
    {
        Use(WindowKind.OnceAfter, 10);
        At(0);
        var (due, before) = (_state.Windows.Due[0], _state.Windows);
        End(10);
        _state = _state with { Windows = before };

        var again = ReactingRules.EndWindow(_state, _catalog, due, Made(1, 0, "{}"), Facts.At(10_000));

        Assert.Contains("was planned for this event already", Assert.IsType<Skipped>(again.Events[0]).Reason);
    }

    [Fact]
    public void A_playbook_has_so_many_groups_and_those_that_are_over_make_room()
    {
        Use(WindowKind.Count, 60, 2, group: "payload.host");
        for (var i = 0; i < WindowTemplate.MostGroups; i++)
            At(0, $$"""{"host":"h{{i}}"}""");

        Assert.Equal("1000 of its groups have an open window, the most one playbook may have", Reason(At(60, """{"host":"x"}""")));
        Assert.Equal("chosen for events 1, 1002 together", Reason(At(60, """{"host":"h0"}""")));
        Assert.Equal("1 of 2 within 1m", Reason(At(61, """{"host":"x"}""")));
        Assert.Equal("1 of 2 within 1m", Reason(At(61, """{"host":"y"}""")));
        Assert.Equal(2, _state.Windows.Count);
    }

    [Fact]
    public void Whatever_is_told_twice_changes_nothing() =>
        Draw.ForAll(
            Draw.Int(0, int.MaxValue - 1),
            seed =>
            {
                var random = new Random(seed);
                (_state, _seq) = (ReactingState.Empty, 0);
                Use(random.Next(2) == 0 ? WindowKind.Count : WindowKind.AccumulateWithin, 20, 3, group: "payload.g");
                var (once, twice) = (WindowState.Empty, WindowState.Empty);
                for (var i = 0; i < 20; i++)
                {
                    var decision = At(i * random.Next(8), $$"""{"g":{{random.Next(2)}}}""");
                    foreach (var moved in decision.Events.OfType<WindowsMoved>())
                        (once, twice) = (once.Apply(moved.Moves), twice.Apply(moved.Moves).Apply(moved.Moves));
                }
                Assert.Equal(Shown(once), Shown(twice));
                Assert.Equal(Shown(once), Shown(_state.Windows));
            }
        );

    private static string Shown(WindowState windows) =>
        string.Join(' ', windows.All().Select(each => $"{each.Playbook}/{each.Group}:{string.Join(',', each.Window.Events)}"));

    private void Use(
        WindowKind kind,
        double within,
        int count = 0,
        string[]? conditions = null,
        string? group = null,
        double cooldown = 0
    ) =>
        _catalog = new Catalog([
            Facts.Playbook() with
            {
                Cooldown = TimeSpan.FromSeconds(cooldown),
                Trigger = new Trigger("app.broken", null, group is null ? [] : [group])
                {
                    Window = new WindowTemplate(
                        kind,
                        TimeSpan.FromSeconds(within),
                        count,
                        [.. (conditions ?? []).Select(text => Condition.Parse(text).Condition!)]
                    ),
                },
            },
        ]);

    private static RecordedEvent Made(long seq, double seconds, string payload)
    {
        var recorded = Facts.Event(seq, payload: payload);
        return recorded with { Event = recorded.Event with { Timestamp = Facts.At((long)(seconds * 1000)).Wall } };
    }

    private Decision<IEvent> At(double seconds, string payload = "{}", double? now = null) =>
        Applied(ReactingRules.React(_state, _catalog, Made(++_seq, seconds, payload), Facts.At((long)((now ?? seconds) * 1000))));

    /// <summary>The window that is due next ends; its run does too.</summary>
    private Decision<IEvent> End(double seconds)
    {
        var due = _state.Windows.Due[0];
        var last = _state.Windows.Find(due.Playbook, due.Group)!.LastSeq;
        return Applied(ReactingRules.EndWindow(_state, _catalog, due, Made(last, 0, "{}"), Facts.At((long)(seconds * 1000))));
    }

    // A run that is planned is over at once, so that no target stays busy.
    private Decision<IEvent> Applied(Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
        {
            _state = _state.Apply(fact);
            if (fact is Matched { Plan: var plan })
                _state = _state.Apply(new RunClosed(plan.Id, plan.Playbook, Aios.Loop.Effects.RunPhase.Verified));
        }
        return decision;
    }

    private static string Reason(Decision<IEvent> decision) => Assert.Single(decision.Record!.Options).Reason;
}
