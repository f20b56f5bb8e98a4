using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Loop.Tests.Effects.Approvals;

public sealed class AnswerSpecs
{
    private const long At = 2_000_000;

    private static readonly ApprovalSettings Alone = ApprovalSettings.Default with { SinglePerson = true };

    private ApprovalState _state = ApprovalState.Empty;
    private RunState _run = RunState.Start(new RunProtocol.Planned(Facts.Plan(), At));
    private long _now = At;

    private Approval Question => _state.Open[0];

    private string Code => ApprovalRules.CodeOf(Question);

    [Fact]
    public void A_run_that_asks_makes_one_question()
    {
        Asked(ApprovalNeed.One);
        Look();
        var open = Assert.Single(_state.Open);
        Assert.Equal(($"{_run.Plan.Id}.1", At + 3_600_000), (open.Id.Value, open.ExpiresAt));
        Assert.Matches("^[A-Z2-9]{6}$", Code);
    }

    [Fact]
    public void One_yes_with_the_code_is_enough_where_one_is_needed()
    {
        Asked(ApprovalNeed.One);
        Assert.Null(Approve(Code.ToLowerInvariant()));
        var decided = Assert.Single(_state.Decided);
        Assert.Equal((ApprovalStanding.Granted, "uid 1000"), (decided.Standing, decided.DecidedBy));
        Assert.Equal(RunPhase.Approved, QuestionRules.AnswerTo(decided).As);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAA")]
    public void A_wrong_code_is_refused(string code)
    {
        Asked(ApprovalNeed.One);
        Assert.Contains("aios approvals show", Approve(code)!.Remedy, StringComparison.Ordinal);
        Assert.Single(_state.Open);
    }

    [Fact]
    public void The_code_of_one_question_is_none_for_another()
    {
        Asked(ApprovalNeed.One);
        var first = Code;
        Asked(ApprovalNeed.One, round: 2);
        Assert.Equal(ApprovalStanding.Revoked, Assert.Single(_state.Decided).Standing);
        Assert.NotEqual(first, Code);
        Assert.NotNull(Approve(first));
    }

    [Fact]
    public void Two_people_have_to_be_two()
    {
        Asked(ApprovalNeed.Two);
        Assert.Null(Approve(Code, onlyPerson: false));
        Assert.Contains("ask somebody else", Approve(Code, onlyPerson: false)!.Remedy, StringComparison.Ordinal);
        Assert.Null(Approve(Code, by: "uid 1001", onlyPerson: false));
        Assert.Equal("uid 1000, uid 1001", Assert.Single(_state.Decided).DecidedBy);
    }

    [Fact]
    public void Where_only_one_person_can_speak_two_are_never_reached()
    {
        Asked(ApprovalNeed.Two);
        Assert.Contains("aios.approvals.single-person", Approve(Code)!.Remedy, StringComparison.Ordinal);
        Assert.Empty(Question.Signatures);
    }

    [Fact]
    public void A_person_who_may_say_it_twice_thinks_it_over_for_a_minute()
    {
        Asked(ApprovalNeed.Two);
        Assert.Null(Approve(Code, settings: Alone));
        _now += 59_999;
        Assert.Contains("in 1 s", Approve(Code, settings: Alone)!.Remedy, StringComparison.Ordinal);
        _now++;
        Assert.Null(Approve(Code, settings: Alone));
        Assert.Equal(ApprovalStanding.Granted, Assert.Single(_state.Decided).Standing);
    }

    [Fact]
    public void When_the_time_is_over_the_answer_is_no_even_before_anybody_noticed()
    {
        Asked(ApprovalNeed.One);
        _now += 3_600_000;
        Assert.Contains("its time is over", Approve(Code)!.Why, StringComparison.Ordinal);
        Look();
        Assert.Equal(ApprovalStanding.Expired, Assert.Single(_state.Decided).Standing);
        Assert.Equal(RunPhase.Expired, QuestionRules.AnswerTo(_state.Decided[0]).As);
    }

    [Fact]
    public void A_no_needs_no_code_and_ends_it()
    {
        Asked(ApprovalNeed.Two);
        Take(AnswerRules.Decide(_state, ApprovalSettings.Default, new Deny(Question.Id, "not now", "uid 1"), _run, IsOver, _now));
        Assert.Equal(("uid 1", "not now"), (_state.Decided[0].DecidedBy, _state.Decided[0].Why));
        Assert.Contains("denied already", Decide(new Approve(_state.Decided[0].Id, "", "", "uid 1", false))!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_yes_to_what_has_changed_since_is_refused()
    {
        Asked(ApprovalNeed.One);
        _run = _run with { Plan = _run.Plan with { Target = "elsewhere" } };
        Assert.Contains("not what was shown", Approve(Code)!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_does_not_wait_any_more_takes_its_question_back()
    {
        Asked(ApprovalNeed.One);
        _run = _run.Apply(new RunProtocol.Ended(RunPhase.Cancelled, "cancelled", _now));
        Assert.Contains("does not wait", Approve(Code)!.Why, StringComparison.Ordinal);
        Look();
        Assert.Equal(ApprovalStanding.Revoked, Assert.Single(_state.Decided).Standing);
        Assert.Empty(QuestionRules.Unheard(_state, []));
    }

    [Fact]
    public void An_answer_that_the_run_has_not_heard_is_told_again()
    {
        Asked(ApprovalNeed.One);
        Approve(Code);
        Assert.Equal(_run.Plan.Id, Assert.Single(QuestionRules.Unheard(_state, [_run])).Run);
    }

    [Fact]
    public void Decided_ones_are_kept_up_to_a_number()
    {
        for (var round = 1; round <= ApprovalState.Kept + 5; round++)
            Asked(ApprovalNeed.One, round);
        Assert.Equal(ApprovalState.Kept, _state.Decided.Length);
        Assert.Single(_state.Open);
    }

    private void Asked(ApprovalNeed need, int round = 1)
    {
        var hash = ApprovalRules.HashOf(_run.Plan, null);
        _run = _run.Apply(new RunProtocol.ApprovalAsked(round, need, null, hash, "mend it", 3_600_000, _now));
        Look();
    }

    private void Look() => Take(QuestionRules.Look(_state, _run.Phase == RunPhase.WaitingApproval ? [_run] : [], _ => _run, IsOver, _now));

    private bool IsOver(Approval question) => _now >= question.ExpiresAt;

    private Refusal? Approve(string code, string by = "uid 1000", bool onlyPerson = true, ApprovalSettings? settings = null) =>
        Decide(new Approve(Question.Id, code, "", by, onlyPerson), settings);

    private Refusal? Decide(ICommand said, ApprovalSettings? settings = null)
    {
        var decision = AnswerRules.Decide(_state, settings ?? ApprovalSettings.Default, said, _run, IsOver, _now);
        Take(decision);
        return decision.Refusal;
    }

    private void Take(Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
            _state = _state.Apply(fact);
    }
}
