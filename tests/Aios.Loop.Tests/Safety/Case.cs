using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.SafetyProtocol;

namespace Aios.Loop.Tests.Safety;

/// <summary>A history of runs at times that the spec names, in milliseconds.</summary>
internal sealed class Case
{
    public static readonly PlaybookShape Shape = new("meaning", "steps", Risk.Reversible, TargetScope.Any);
    private int _runs;

    public SafetyState State { get; private set; } = SafetyState.Empty;
    public OrdersState Orders { get; set; } = OrdersState.Empty;
    public SafetySettings Settings { get; init; } = SafetySettings.Default;
    public TargetSettings Targets { get; init; } = TargetSettings.Default;

    public static PlaybookFacts Playbook(string id = "fix-it", Risk risk = Risk.Reversible, TargetScope scope = TargetScope.Any)
    {
        var shape = Shape with { Risk = risk, Scope = scope };
        return new PlaybookFacts(new PlaybookId(id), true, shape, shape, risk);
    }

    public SafetyVerdict Judge(
        PlaybookFacts playbook,
        long at,
        string target = "t",
        Severity severity = Severity.Warn,
        string payload = "{}",
        string type = "app.broken",
        string source = "test"
    )
    {
        var recorded = Facts.Event(1, type, severity, payload, source: source);
        var guard = new Guard(State, Orders, Settings, Targets);
        return SafetyRules.Judge(guard, playbook, target, recorded.Event, new EventScope(recorded), at);
    }

    public string Against(PlaybookFacts playbook, long at, string target = "t", string payload = "{}", string type = "app.broken") =>
        Assert.IsType<SafetyVerdict.Against>(Judge(playbook, at, target, payload: payload, type: type)).Reason;

    public RunId Begin(long at, string playbook = "fix-it", string target = "t", bool acts = true)
    {
        var run = new RunId($"run-{++_runs}");
        Apply(new RunBegan(run, new PlaybookId(playbook), target, acts, at));
        return run;
    }

    public void End(RunId run, RunPhase phase, long at) => Apply(new RunClosed(run, phase, at));

    public void Run(RunPhase phase, long at, string playbook = "fix-it", string target = "t") =>
        End(Begin(at, playbook, target), phase, at);

    public void Apply(IEvent fact) => State = State.Apply(fact);

    public Circuit Circuit(long at, string target = "t") =>
        CircuitRules.Of(State, Settings, new CircuitKey(new PlaybookId("fix-it"), target), at);
}
