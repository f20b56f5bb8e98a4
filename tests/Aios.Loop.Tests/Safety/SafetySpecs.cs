using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.SafetyProtocol;

namespace Aios.Loop.Tests.Safety;

public sealed class SafetySpecs
{
    private const long Second = 1_000;
    private const long Minute = 60_000;

    private readonly Case _case = new();

    [Fact]
    public void Three_runs_within_a_minute_open_the_circuit_for_ten_minutes()
    {
        foreach (var at in (long[])[0, 20 * Second, 40 * Second])
        {
            Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), at));
            _case.Run(RunPhase.Verified, at);
        }
        Assert.Equal("its circuit on t is open for another 599 s: 3 runs within 1m", _case.Against(Case.Playbook(), 41 * Second));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), 41 * Second, target: "another"));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), 640 * Second));
        Assert.Equal(CircuitPhase.HalfOpen, _case.Circuit(640 * Second).Phase);
    }

    [Fact]
    public void Two_failures_within_five_minutes_open_it_too()
    {
        _case.Run(RunPhase.Stuck, 0);
        _case.Run(RunPhase.RolledBack, 299 * Second);
        Assert.Contains("2 failures within 5m", _case.Against(Case.Playbook(), 300 * Second), StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_further_apart_and_ends_that_prove_nothing_open_nothing()
    {
        _case.Run(RunPhase.Stuck, 0);
        _case.Run(RunPhase.Cancelled, 100 * Second);
        _case.Run(RunPhase.Denied, 200 * Second);
        _case.Run(RunPhase.Stuck, 300 * Second);
        Assert.Equal(CircuitPhase.Closed, _case.Circuit(300 * Second).Phase);
    }

    [Theory]
    [InlineData(RunPhase.Verified, CircuitPhase.Closed)]
    [InlineData(RunPhase.Stuck, CircuitPhase.Open)]
    [InlineData(RunPhase.Cancelled, CircuitPhase.HalfOpen)]
    public void One_run_tries_a_half_open_circuit_and_its_end_decides(RunPhase end, CircuitPhase then)
    {
        _case.Run(RunPhase.Stuck, 0);
        _case.Run(RunPhase.Stuck, 0);
        var probe = _case.Begin(700 * Second);
        Assert.Contains("one run tries already", _case.Against(Case.Playbook(), 701 * Second), StringComparison.Ordinal);
        _case.End(probe, end, 702 * Second);
        Assert.Equal(then, _case.Circuit(703 * Second).Phase);
    }

    [Fact]
    public void Five_failures_of_two_playbooks_ask_people_about_everything_for_an_hour()
    {
        for (var i = 0; i < 4; i++)
            _case.Run(RunPhase.Stuck, i * Minute, "a", $"t{i}");
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), 4 * Minute));
        _case.Run(RunPhase.Stuck, 5 * Minute, "b", "t9");
        var asked = Assert.IsType<SafetyVerdict.NeedsApproval>(_case.Judge(Case.Playbook(), 6 * Minute));
        Assert.Equal(ApprovalNeed.One, asked.Need);
        Assert.Contains("the fuse is blown until 1970-01-01T01:05:00Z: 5 failures", asked.Why, StringComparison.Ordinal);
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(risk: Risk.Read), 6 * Minute));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), 65 * Minute));
    }

    [Fact]
    public void Five_failures_of_one_playbook_ask_about_that_one_alone()
    {
        for (var i = 0; i < 5; i++)
            _case.Run(RunPhase.Stuck, i * 5 * Minute, "a", $"t{i}");
        Assert.IsType<SafetyVerdict.NeedsApproval>(_case.Judge(Case.Playbook("a"), 31 * Minute, "new"));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook("b"), 31 * Minute, "new"));
        _case.Apply(new FuseReset(new PlaybookId("a"), 31 * Minute));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook("a"), 31 * Minute, "new"));
    }

    [Fact]
    public void A_fourth_target_within_ten_minutes_is_refused_and_the_known_ones_are_not()
    {
        for (var i = 0; i < 3; i++)
            _case.Run(RunPhase.Verified, i * Minute, target: $"t{i}");
        Assert.Equal(
            "it acted on 3 other targets within 10m (t0, t1, t2); 3 are allowed",
            _case.Against(Case.Playbook(), 3 * Minute, "t3")
        );
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), 3 * Minute, "t1"));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(risk: Risk.Read), 3 * Minute, "t3"));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), 10 * Minute, "t3"));
    }

    [Fact]
    public void More_than_twenty_runs_a_minute_are_a_storm_that_freezes_everything()
    {
        for (var i = 0; i < 21; i++)
            _case.Run(RunPhase.Verified, i * Second, $"p{i}", $"t{i}");
        Assert.Equal("storm: more than 20 runs within 1m", _case.Against(Case.Playbook(), 21 * Second));
        var freeze = Assert.Single(SafetyAlarms.FreezesOf(_case.State, _case.Orders, _case.Settings, "t1", 21 * Second));
        Assert.Equal((null, OrdersProtocol.Node), (freeze.Playbook, freeze.By));
    }

    [Fact]
    public void What_led_to_a_freeze_that_a_person_ended_is_no_storm_again_and_a_new_one_is()
    {
        for (var i = 0; i < 21; i++)
            _case.Run(RunPhase.Verified, i * Second, $"p{i}", $"t{i}");
        _case.Orders = _case.Orders.Apply(new OrdersProtocol.Thawed(null, "me", 21 * Second));
        for (var i = 0; i < 20; i++)
        {
            Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), 22 * Second));
            Assert.Empty(SafetyAlarms.FreezesOf(_case.State, _case.Orders, _case.Settings, "t1", 22 * Second));
            _case.Run(RunPhase.Verified, 22 * Second, $"q{i}", $"u{i}");
        }
        _case.Run(RunPhase.Verified, 23 * Second, "q20", "u20");
        Assert.Single(SafetyAlarms.FreezesOf(_case.State, _case.Orders, _case.Settings, "t1", 23 * Second));
    }

    [Fact]
    public void A_clock_that_went_back_makes_no_storm_of_what_is_over_and_hides_none()
    {
        const long Hour = 60 * Minute;
        for (var i = 0; i < 21; i++)
            _case.Run(RunPhase.Verified, Hour + i, $"p{i}", $"t{i}");
        _case.Orders = _case.Orders.Apply(new OrdersProtocol.Thawed(null, "me", Hour + Second));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), Minute));
        for (var i = 0; i < 21; i++)
            _case.Run(RunPhase.Verified, Minute + i, $"q{i}", $"u{i}");
        Assert.Contains("storm", _case.Against(Case.Playbook(), Minute + 30), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_playbooks_that_undo_each_other_are_frozen_both()
    {
        var names = (string[])["a", "b", "a", "b", "a"];
        for (var i = 0; i < names.Length; i++)
        {
            Assert.Empty(SafetyAlarms.FreezesOf(_case.State, _case.Orders, _case.Settings, "t", i * Minute));
            _case.Run(RunPhase.Verified, i * Minute, names[i]);
        }
        Assert.Equal("b and a took turns on t 4 times within 10m", _case.Against(Case.Playbook("b"), 5 * Minute));
        Assert.Equal(
            ["b", "a"],
            SafetyAlarms
                .FreezesOf(_case.State, _case.Orders, _case.Settings, "t", 5 * Minute)
                .Select(freeze => freeze.Playbook!.Value.Value)
        );
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook("c"), 5 * Minute));
        _case.Orders = _case.Orders.Apply(new OrdersProtocol.Thawed("c", "me", 5 * Minute));
        Assert.NotNull(SafetyRules.OscillationOf(_case.State, _case.Orders, _case.Settings, "t", 5 * Minute));
        _case.Orders = _case.Orders.Apply(new OrdersProtocol.Thawed("a", "me", 5 * Minute));
        Assert.Null(SafetyRules.OscillationOf(_case.State, _case.Orders, _case.Settings, "t", 5 * Minute));
    }

    [Fact]
    public void One_playbook_after_another_is_no_oscillation()
    {
        var names = (string[])["a", "a", "b", "c", "b", "a", "b"];
        for (var i = 0; i < names.Length; i++)
            _case.Run(RunPhase.Verified, i * Minute, names[i]);
        Assert.Null(SafetyRules.OscillationOf(_case.State, _case.Orders, _case.Settings, "t", 7 * Minute));
    }

    [Fact]
    public void Who_succeeds_in_less_than_half_of_four_runs_rests_twice_as_long_and_at_most_a_day()
    {
        _case.Run(RunPhase.Verified, 0, target: "a");
        _case.Run(RunPhase.Stuck, 0, target: "b");
        _case.Run(RunPhase.Stuck, 0, target: "c");
        Assert.False(SafetyRules.DoublesCooldown(_case.State, _case.Settings, new PlaybookId("fix-it")));
        _case.Run(RunPhase.Stuck, 0, target: "b");
        Assert.True(_case.Judge(Case.Playbook(), 3_600_000, "a").DoublesCooldown);
        Assert.Equal((7_200_000, 86_400_000), (SafetyRules.Doubled(3_600_000), SafetyRules.Doubled(80_000_000)));
    }

    [Theory]
    [InlineData("""{"name":"nginx","own":false}""", true)]
    [InlineData("""{"name":"sshd","own":false}""", false)]
    [InlineData("""{"name":"sshd","own":true}""", false)]
    [InlineData("""{"target":"/srv/data/logs"}""", true)]
    [InlineData("""{"target":"/srv/database"}""", false)]
    [InlineData("""{"path":"/srv/data/../../etc"}""", false)]
    [InlineData("{}", false)]
    public void What_acts_on_listed_targets_acts_on_nothing_else(string payload, bool isAllowed)
    {
        var listed = new Case { Targets = new TargetSettings(["nginx"], ["/srv/data"]) };
        var playbook = Case.Playbook(scope: TargetScope.Listed);
        var verdict = listed.Judge(playbook, 0, payload: payload);
        Assert.Equal(isAllowed, verdict is SafetyVerdict.Allow);
        Assert.IsType<SafetyVerdict.Allow>(listed.Judge(Case.Playbook(risk: Risk.Read, scope: TargetScope.Listed), 0, payload: payload));
    }

    [Theory]
    [InlineData(TargetScope.Listed)]
    [InlineData(TargetScope.OwnChildren)]
    public void Whose_a_process_is_only_a_sensor_can_say(TargetScope scope)
    {
        var playbook = Case.Playbook(scope: scope);
        const string own = """{"name":"sshd","own":true}""";
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(playbook, 0, payload: own, source: "sensor/process_use"));
        Assert.IsType<SafetyVerdict.Against>(_case.Judge(playbook, 0, payload: own, source: "app/shop"));
    }

    [Fact]
    public void Circuits_that_are_closed_by_hand_begin_anew_and_others_stay()
    {
        foreach (var target in (string[])["t", "u"])
            for (var i = 0; i < 3; i++)
                _case.Run(RunPhase.Verified, i, target: target);
        _case.Apply(new CircuitReset(new PlaybookId("fix-it"), "t", 10));
        Assert.Equal((CircuitPhase.Closed, CircuitPhase.Open), (_case.Circuit(11).Phase, _case.Circuit(11, "u").Phase));
        Assert.Equal("u", Assert.Single(CircuitRules.NotClosed(_case.State, _case.Settings, 11)).Key.Target);
    }

    [Fact]
    public void What_happened_a_day_ago_is_forgotten()
    {
        for (var i = 0; i < 50; i++)
            _case.Run(RunPhase.Verified, i, $"p{i}", $"t{i}");
        _case.Run(RunPhase.Verified, SafetyState.KeptMs + 100, "late", "late");
        Assert.Equal((1, 1, 0), (_case.State.Circuits.Count, _case.State.Turns.Count, _case.State.Running.Count));
    }

    [Fact]
    public void A_plan_in_shadow_counts_for_nothing() => Assert.Null(Of(Facts.Plan() with { IsShadow = true }, 0));
}
