using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Tests.Safety;

public sealed class OrdersSpecs
{
    private const long Now = 1_000_000;

    private static readonly PlaybookFacts New = Case.Playbook() with { Shipped = null };
    private readonly Case _case = new();

    [Fact]
    public void What_a_user_wrote_only_watches_until_it_is_enabled()
    {
        var shadow = Assert.IsType<SafetyVerdict.Shadow>(_case.Judge(New, Now));
        Assert.Contains("aios playbooks enable fix-it", shadow.Why, StringComparison.Ordinal);
        Order(new EnablePlaybook(New, "me"));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(New, Now));
    }

    [Fact]
    public void Nothing_only_watches_where_that_is_switched_off() =>
        Assert.IsType<SafetyVerdict.Allow>(new Case { Settings = SafetySettings.Default with { Shadow = false } }.Judge(New, Now));

    [Theory]
    [InlineData("other", "steps", Risk.Reversible, TargetScope.Any, true)]
    [InlineData("other", "steps", Risk.Read, TargetScope.Listed, true)]
    [InlineData("other", "more", Risk.Reversible, TargetScope.Any, false)]
    [InlineData("other", "steps", Risk.Disruptive, TargetScope.Any, false)]
    [InlineData("meaning", "steps", Risk.Reversible, TargetScope.Any, true)]
    public void A_change_to_other_steps_or_more_risk_needs_another_yes(
        string meaning,
        string steps,
        Risk risk,
        TargetScope scope,
        bool isTrusted
    )
    {
        Order(new EnablePlaybook(New, "me"));
        var changed = New with { Shape = new PlaybookShape(meaning, steps, risk, scope), MostRisk = risk };
        Assert.Equal(isTrusted, SafetyRules.IsTrusted(_case.Orders, _case.Settings, changed));
    }

    [Fact]
    public void A_wider_reach_needs_another_yes()
    {
        var narrow = New with { Shape = New.Shape with { Scope = TargetScope.OwnChildren } };
        Order(new EnablePlaybook(narrow, "me"));
        Assert.False(SafetyRules.IsTrusted(_case.Orders, _case.Settings, New with { Shape = New.Shape with { Meaning = "wider" } }));
    }

    [Fact]
    public void A_disabled_playbook_says_by_whom_and_why_and_is_enabled_again()
    {
        Order(new DisablePlaybook(Case.Playbook(), "it hurts", "me"));
        Assert.Equal("it is disabled by me since 1970-01-01T00:16:40Z: it hurts", _case.Against(Case.Playbook(), Now));
        Assert.Contains("disabled already", Refused(new DisablePlaybook(Case.Playbook(), "", "me")).Why, StringComparison.Ordinal);
        Order(new EnablePlaybook(Case.Playbook(), "me"));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), Now));
    }

    [Fact]
    public void A_freeze_holds_everything_until_it_is_thawed()
    {
        Order(new Freeze(null, "looking", "me"));
        Assert.Equal("everything is frozen by me since 1970-01-01T00:16:40Z: looking", _case.Against(Case.Playbook(risk: Risk.Read), Now));
        Assert.Equal(PlaybookStanding.Frozen, SafetyRules.StandingOf(_case.Orders, _case.Settings, Case.Playbook()));
        Assert.Contains("frozen already", Refused(new Freeze(null, "", "you")).Why, StringComparison.Ordinal);
        Assert.Contains("everything is", Refused(new Thaw(new PlaybookId("fix-it"), "me")).Why, StringComparison.Ordinal);
        Order(new Thaw(null, "me"));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), Now));
        Assert.Contains("nothing of it is frozen", Refused(new Thaw(null, "me")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_freeze_that_rests_on_what_was_before_a_thaw_is_refused_and_one_of_a_person_is_not()
    {
        var state = OrdersState.Empty.Apply(new Frozen(null, "storm", OrdersProtocol.Node, 10)).Apply(new Thawed(null, "me", 20));
        Refusal? Of(Freeze freeze) => OrdersRules.Decide(state, SafetySettings.Default, freeze, 30).Refusal;

        Assert.Contains("before the newest thaw", Of(new Freeze(null, "storm", OrdersProtocol.Node, 20))!.Why, StringComparison.Ordinal);
        Assert.NotNull(Of(new Freeze(new PlaybookId("a"), "takes turns", OrdersProtocol.Node, 20)));
        Assert.Null(Of(new Freeze(null, "storm", OrdersProtocol.Node, 21)));
        Assert.Null(Of(new Freeze(null, "looking", "me")));
    }

    [Fact]
    public void A_frozen_playbook_leaves_the_others_alone_and_the_thaw_of_all_ends_it()
    {
        Order(new Freeze(new PlaybookId("fix-it"), "", "me"));
        Assert.StartsWith("it is frozen by me", _case.Against(Case.Playbook(), Now), StringComparison.Ordinal);
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook("other"), Now));
        Order(new Thaw(null, "me"));
        Assert.False(_case.Orders.IsAnythingFrozen);
    }

    [Fact]
    public void A_playbook_whose_file_says_no_is_not_enabled_by_word_of_mouth()
    {
        Assert.Contains("enabled = false", Refused(new EnablePlaybook(New with { Enabled = false }, "me")).Why, StringComparison.Ordinal);
        Order(new EnablePlaybook(New, "me"));
        Assert.Contains("enabled already", Refused(new EnablePlaybook(New, "me")).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app.broken", null, null, true)]
    [InlineData("app.*", null, null, true)]
    [InlineData("*", "test", "disk-1", true)]
    [InlineData("app", null, null, false)]
    [InlineData("app.broken", "somebody", null, false)]
    [InlineData("app.broken", null, "disk-2", false)]
    public void A_silence_covers_what_fits_all_that_it_names(string type, string? source, string? target, bool isSilent)
    {
        Order(new AddSilence(Silence(type) with { Source = source, Target = target }));
        var verdict = _case.Judge(Case.Playbook(), Now, payload: """{"target":"disk-1"}""");
        Assert.Equal(isSilent, verdict is SafetyVerdict.Against);
        if (isSilent)
            Assert.Equal(new SafetyVerdict.Against("silenced by s1 until 1970-01-01T00:18:20Z: work"), verdict);
    }

    [Fact]
    public void A_silence_asks_its_condition_and_keeps_its_times()
    {
        Order(new AddSilence(Silence("*") with { When = "payload.size > 5", FromWall = Now + 1_000 }));
        const string Large = """{"size":6}""";
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), Now, payload: Large));
        Assert.IsType<SafetyVerdict.Against>(_case.Judge(Case.Playbook(), Now + 1_000, payload: Large));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), Now + 1_000, payload: """{"size":4}"""));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), Now + 100_000, payload: Large));
    }

    [Fact]
    public void A_silence_that_can_never_hold_is_refused_with_what_to_do()
    {
        Assert.Contains("passed already", Refused(new AddSilence(Silence("*") with { UntilWall = Now })).Why, StringComparison.Ordinal);
        Assert.Contains(
            "before it begins",
            Refused(new AddSilence(Silence("*") with { FromWall = Now + 200_000 })).Why,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "366 days",
            Refused(new AddSilence(Silence("*") with { UntilWall = long.MaxValue / 2 })).Why,
            StringComparison.Ordinal
        );
        Assert.Contains("condition is wrong", Refused(new AddSilence(Silence("*") with { When = "size >" })).Why, StringComparison.Ordinal);
        Assert.Contains("type is not one", Refused(new AddSilence(Silence("a b"))).Why, StringComparison.Ordinal);
        Assert.Contains("none with this id", Refused(new RemoveSilence("s9", "me")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silence_ends_when_it_is_removed_and_ids_are_never_given_twice()
    {
        Order(new AddSilence(Silence("*")));
        Order(new RemoveSilence("s1", "me"));
        Assert.IsType<SafetyVerdict.Allow>(_case.Judge(Case.Playbook(), Now));
        Order(new AddSilence(Silence("*")));
        Assert.Equal("s2", Assert.Single(_case.Orders.Silences).Id);
    }

    [Fact]
    public void Only_what_is_open_or_blown_can_be_reset()
    {
        Assert.Contains("no such circuit", Reset(new ResetCircuits(null, null, "me"))!.Why, StringComparison.Ordinal);
        Assert.Contains("not blown", Reset(new ResetFuse(null, "me"))!.Why, StringComparison.Ordinal);
        for (var i = 0; i < 5; i++)
            _case.Run(RunPhase.Stuck, Now, i % 2 == 0 ? "a" : "b");
        Assert.Null(Reset(new ResetCircuits(new PlaybookId("a"), "t", "me")));
        Assert.NotNull(Reset(new ResetCircuits(new PlaybookId("a"), "elsewhere", "me")));
        Assert.Null(Reset(new ResetFuse(null, "me")));
    }

    [Fact]
    public void Every_bound_has_a_range_and_the_defaults_are_within()
    {
        Assert.Empty(SafetySettings.Default.Validate("aios.safety"));
        var wrong = SafetySettings.Default with { CircuitTriggers = 0, CooldownSuccess = 2, StormRuns = 5_000, OscillationTurns = 1 };
        Assert.Equal(
            ["aios.safety.circuit.triggers", "aios.safety.cooldown.success", "aios.safety.storm.runs", "aios.safety.oscillation.turns"],
            wrong.Validate("aios.safety").Select(fault => fault.Member)
        );
    }

    [Fact]
    public void A_silence_reads_its_condition_once_and_two_that_say_the_same_are_equal()
    {
        var silence = Silence("*") with { When = "payload.size > 5 && payload.size < 1000000 || size(payload) == 77" };
        var recorded = Facts.Event(1, payload: """{"size":7}""");
        var scope = new EventScope(recorded);
        Assert.True(silence.Covers(recorded.Event, scope, Now));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            silence.Covers(recorded.Event, scope, Now);
        var perQuestion = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;

        Assert.InRange(perQuestion, 0, 1_000);
        Assert.Equal(silence with { When = new string(silence.When) }, silence);
        Assert.False((silence with { When = "false" }).Covers(recorded.Event, scope, Now));
    }

    private static Silence Silence(string type) => new("", type, null, null, null, Now, Now + 100_000, "work", "me");

    private Refusal? Reset(ICommand command) => ResetRules.Refuse(_case.State, _case.Settings, command, Now);

    private void Order(ICommand command)
    {
        var decision = OrdersRules.Decide(_case.Orders, _case.Settings, command, Now);
        Assert.Null(decision.Refusal);
        _case.Orders = decision.Events.Aggregate(_case.Orders, (state, fact) => state.Apply(fact));
    }

    private Refusal Refused(ICommand command)
    {
        var refusal = OrdersRules.Decide(_case.Orders, _case.Settings, command, Now).Refusal;
        Assert.NotNull(refusal);
        return refusal;
    }
}
