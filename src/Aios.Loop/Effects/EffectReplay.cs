using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>The effect ledger as the records of the runs tell it. It grows while records are applied; not for several threads.</summary>
public sealed class EffectReplay
{
    private readonly Dictionary<RunId, RunState> _active = [];
    private readonly Dictionary<RunId, RunState> _stuck = [];
    private readonly HashSet<RunId> _planned = [];
    private readonly Dictionary<EffectId, EffectRecord> _effects = [];

    public int Runs => _planned.Count;

    /// <summary>Every attempt that was started, with its outcome when one is on record.</summary>
    public IReadOnlyDictionary<EffectId, EffectRecord> Effects => _effects;

    /// <summary>Its plan was among the records.</summary>
    public bool IsPlanned(RunId run) => _planned.Contains(run);

    public bool IsActive(RunId run) => _active.ContainsKey(run);

    public void Apply(RunId run, IEvent fact)
    {
        if (fact is Planned planned)
        {
            // Planned twice: the reactor started again while the first plan was on its way to disk. The run is the same.
            if (_planned.Add(run))
                _active[run] = RunState.Start(planned);
            return;
        }
        if (fact is RollbackRetried && _stuck.Remove(run, out var reopened))
            _active[run] = reopened;
        if (!_active.TryGetValue(run, out var state))
            return;
        var isOutside = state.Step is { Action.IsOutside: true };
        var effect = state.InFlight ? state.CurrentEffect : default;
        var before = state;
        state = state.Apply(fact);
        if (ReferenceEquals(state, before))
            return;
        switch (fact)
        {
            case not null when !isOutside:
                break;
            case StepStarted started:
                _effects[state.CurrentEffect] = new EffectRecord(IntentOf(state), started.AtWall, null, null);
                break;
            case StepUnknown lost:
                _effects[effect] = _effects[effect] with { UnknownAt = lost.AtWall };
                break;
            case StepSucceeded ok:
                Finish(effect, EffectResult.Ok, ok.Detail, ok.DurationMs, ok.AtWall);
                break;
            case StepFailed bad:
                Finish(effect, bad.Result, bad.Detail, bad.DurationMs, bad.AtWall);
                break;
        }
        if (!state.IsOver)
            _active[run] = state;
        else if (_active.Remove(run) && state.UndoLeft is not null)
            _stuck[run] = state;
    }

    private void Finish(EffectId effect, EffectResult result, string detail, long durationMs, long atWall) =>
        _effects[effect] = _effects[effect] with
        {
            Outcome = new EffectOutcome(effect, result, detail, null, "", durationMs, OutcomeSource.Log),
            OutcomeAt = atWall,
        };

    private static EffectIntent IntentOf(RunState state)
    {
        var step = state.Step!;
        return new EffectIntent(
            state.CurrentEffect,
            state.Plan.Id,
            step.Id,
            state.Attempt,
            step.Risk,
            step.Action,
            TimeSpan.FromMilliseconds(step.TimeoutMs),
            step.Idempotent,
            state.Plan.TraceId
        )
        {
            Approval = state.Approval,
        };
    }
}
