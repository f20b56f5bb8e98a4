using Aios.Loop.Effects;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Spine;

/// <summary>Histories of several runs at once as the rules allow them: every fact, and the live state of every run beside it.</summary>
internal sealed class RandomRuns(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, RunState> _live = [];
    private long _now = 1_000;

    /// <summary>Every run as its facts left it, those that are over included, in the order of their plans.</summary>
    public IReadOnlyCollection<RunState> Live => _live.Values;

    public IEnumerable<(RunPlan Plan, IEvent Fact)> Facts(int runs, int turns)
    {
        for (var i = 0; i < runs; i++)
        {
            var planned = new Planned(Plan(i), _now++);
            _live[planned.Plan.Id.Value] = RunState.Start(planned);
            yield return (planned.Plan, planned);
        }
        for (var turn = 0; turn < turns; turn++)
        {
            var state = _live.Values.ElementAt(_random.Next(runs));
            _now += _random.Next(1, 500);
            foreach (var fact in RunRules.Decide(state, EffectSettings.Default, Next(state), _now).Events)
            {
                state = _live[state.Plan.Id.Value] = state.Apply(fact);
                yield return (state.Plan, fact);
            }
        }
    }

    private ICommand Next(RunState state) =>
        _random.Next(60) == 0
            ? new PassDeadline()
            : RunRules.NextOf(state) switch
            {
                RunRules.Next.Execute => new RecordOutcome(
                    new EffectOutcome(state.CurrentEffect, Pick<EffectResult>(worst: 3), "detail", null, "", _random.Next(100))
                ),
                RunRules.Next.AskGate => new RecordVerdict(state.Plan.Id, state.Round, _random.Next(3) == 0, "seen"),
                _ => new TakeSlot(),
            };

    private RunPlan Plan(int number)
    {
        var steps = Enumerable.Range(1, _random.Next(1, 4)).Select(Step).ToArray();
        var ladder = new List<Rung>();
        if (_random.Next(2) == 0)
            ladder.Add(new Rung(RungKind.Steps, [Samples.Step("other")]));
        if (_random.Next(2) == 0)
            ladder.Add(Rung.Rollback);
        if (_random.Next(2) == 0)
            ladder.Add(new Rung(RungKind.Escalate, [Samples.Step("call")]));
        var gate = new Gate(Pick<GateKind>(), "cpu", "machine", 0, 1_000, "true");
        return Samples.Plan($"run-{number}", steps, gate, RetrySettings.Default, ladder, eventSeq: number + 1);
    }

    private PlannedStep Step(int number) =>
        Samples.Step(
            $"step-{number}",
            undo: _random.Next(2) == 0 ? Samples.Notify : null,
            idempotent: _random.Next(2) == 0,
            needsNoUndo: _random.Next(2) == 0
        );

    private T Pick<T>(int worst = int.MaxValue)
        where T : struct, Enum => Enum.GetValues<T>() is var all ? all[_random.Next(Math.Min(worst, all.Length))] : default;
}
