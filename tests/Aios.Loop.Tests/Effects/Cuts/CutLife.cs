using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects.Cuts;

/// <summary>What comes in between, once, at any turn.</summary>
internal enum Blow
{
    None,
    Cancel,
    Deadline,
}

/// <summary>What the end of the node leaves of an attempt that is under way.</summary>
internal enum Loss
{
    /// <summary>Its outcome got into the ledger.</summary>
    Kept,
    Happened,
    NotHappened,
}

/// <param name="Append">Number of the append that the node does not live through, from 1; 0: it lives.</param>
/// <param name="Kept">So many of its records are on disk.</param>
/// <param name="IsLong">The deadline passes while the node is down.</param>
internal readonly record struct Cut(int Append, int Kept, Loss Loss, bool IsLong);

/// <summary>One life of a run in a world that remembers what really happened; the node may end once, inside any append.</summary>
internal sealed class CutLife(Story story, Blow blow, int blowAt, Cut cut)
{
    private const int TooLong = 150;

    private readonly List<EffectRecord> _ledger = [];
    private readonly Dictionary<EffectId, int> _begun = [];
    private readonly HashSet<string> _standing = [];
    private EffectOutcome? _pending;
    private ICommand? _first;
    private int _turns;
    private long _now = 1_000;

    public RunState State { get; private set; } = RunState.Start(new Planned(story.Plan, 1_000));

    /// <summary>How many records every append had; an attempt that is handed to the door counts as one without.</summary>
    public List<int> Appends { get; } = [];

    public bool WasStruck { get; private set; }

    /// <summary>An attempt was under way when the node ended.</summary>
    public bool WasLost { get; private set; }

    /// <summary>Null, or what is wrong with its end.</summary>
    public string? Live()
    {
        while (!State.IsOver)
        {
            if (_turns++ > TooLong)
                return $"it goes on for ever, {State.Phase}, next {RunRules.NextOf(State)}";
            if (!Turn(out var why))
                return why;
        }
        return Fault();
    }

    private bool Turn(out string? why)
    {
        why = null;
        _now += 10;
        var command = _first;
        _first = null;
        // Who hands an attempt to the door listens to nobody in between but the clock.
        if (command is null && blow != Blow.None && !WasStruck && _turns > blowAt && !(blow == Blow.Cancel && IsToExecute))
        {
            WasStruck = true;
            command = blow == Blow.Cancel ? new CancelRun(State.Plan.Id, "uid 1", "no more") : Deadline();
        }
        if (command is null && IsToExecute)
        {
            Execute();
            return Take([]);
        }
        command ??= Natural();
        if (command is null)
        {
            why = $"nothing goes on: {State.Phase}, next {RunRules.NextOf(State)}";
            return false;
        }
        var facts = RunRules.Decide(State, EffectSettings.Default, command, _now).Events;
        if (command is RecordOutcome)
            _pending = null;
        if (facts.Count > 0)
            return Take(facts);
        // After a start that had nothing to add, a no to who wants to end it, and an outcome that is not waited for any more, it goes on.
        if (
            command is Resume or CancelRun
            || (command is RecordOutcome late && !(State.InFlight && State.CurrentEffect == late.Outcome.Id))
        )
            return true;
        why = $"{command.GetType().Name} changes nothing: {State.Phase}, next {RunRules.NextOf(State)}";
        return false;
    }

    // What comes on record only behind the deadline is taken up as after a start.
    private ICommand Deadline()
    {
        _now = Math.Max(_now, State.DeadlineAt);
        return IsToExecute ? new Resume([.. _ledger]) : new PassDeadline();
    }

    private bool IsToExecute => _pending is null && RunRules.NextOf(State) == RunRules.Next.Execute;

    private bool Take(IReadOnlyList<IEvent> facts)
    {
        Appends.Add(facts.Count);
        var isCut = Appends.Count == cut.Append;
        foreach (var fact in isCut ? facts.Take(cut.Kept) : facts)
            State = State.Apply(fact);
        if (isCut)
            End();
        return true;
    }

    private ICommand? Natural() =>
        (RunRules.NextOf(State), State.Phase) switch
        {
            _ when _pending is { } outcome => Told(outcome),
            (RunRules.Next.AskForSlot or RunRules.Next.WaitForRetry, _) => new TakeSlot(),
            (RunRules.Next.GoOn, _) => new GoOn(),
            (RunRules.Next.AskGate, _) => new RecordVerdict(State.Plan.Id, State.Round, story.VerdictOf(State.Round), "looked"),
            (RunRules.Next.Pause, _) => Rested(),
            (RunRules.Next.AskProbe, _) or (_, RunPhase.WaitingForPerson) => Told(
                new EffectOutcome(State.CurrentEffect, HasHappened ? EffectResult.Ok : EffectResult.NotHappened, "seen", null, "", 0)
            ),
            (_, RunPhase.WaitingApproval) => new RecordApproval(
                State.Plan.Id,
                State.Asked!.Round,
                RunPhase.Approved,
                $"a.{State.Asked.Round}",
                State.Asked.Hash,
                "uid 2",
                "yes"
            ),
            _ => null,
        };

    private bool HasHappened =>
        State.Compensates ? !_standing.Contains(CompensationRules.UndoneBy(State.Step!)) : _standing.Contains(State.Step!.Id);

    private EndPause Rested()
    {
        _now = RunRules.PauseEndsAt(State);
        return new EndPause();
    }

    // The door puts it on record before it tells.
    private RecordOutcome Told(EffectOutcome outcome)
    {
        Keep(outcome);
        return new RecordOutcome(outcome);
    }

    private void Keep(EffectOutcome outcome)
    {
        var at = _ledger.FindIndex(line => line.Intent.Id == outcome.Id);
        _ledger[at] = _ledger[at] with { Outcome = outcome, OutcomeAt = _now };
    }

    private void Execute()
    {
        var (step, id) = (State.Step!, State.CurrentEffect);
        var intent = new EffectIntent(
            id,
            State.Plan.Id,
            step.Id,
            State.Attempt,
            step.Risk,
            step.Action,
            TimeSpan.FromSeconds(1),
            step.Idempotent,
            null
        );
        if (_ledger.FindIndex(line => line.Intent.Id == id) is var at and >= 0)
            _ledger[at] = new EffectRecord(intent, _now, null, null);
        else
            _ledger.Add(new EffectRecord(intent, _now, null, null));
        _begun[id] = _begun.GetValueOrDefault(id) + 1;
        _pending = new EffectOutcome(id, story.ResultOf(step.Id, State.Attempt), "scripted", 1, "", 5);
        if (_pending.Result == EffectResult.Ok)
            Happen(step, State.Compensates);
    }

    private void Happen(PlannedStep step, bool isUndo)
    {
        if (isUndo)
            _standing.Remove(CompensationRules.UndoneBy(step));
        else
            _standing.Add(step.Id);
    }

    private void End()
    {
        if (_pending is { } pending)
        {
            WasLost = cut.Loss != Loss.Kept;
            if (cut.Loss == Loss.Kept)
                Keep(pending);
            else
                Lose(pending);
        }
        _pending = null;
        if (cut.IsLong && !State.IsOver)
            _now = Math.Max(_now, State.DeadlineAt) + 1_000;
        _first = new Resume([.. _ledger]);
    }

    private void Lose(EffectOutcome pending)
    {
        var at = _ledger.FindIndex(line => line.Intent.Id == pending.Id);
        var step = _ledger[at].Intent.Step;
        _ledger[at] = _ledger[at] with { UnknownAt = _now };
        if (cut.Loss != Loss.NotHappened || pending.Result != EffectResult.Ok)
            return;
        if (step.StartsWith("undo-", StringComparison.Ordinal))
            _standing.Add(step["undo-".Length..]);
        else
            _standing.Remove(step);
    }

    private string? Fault()
    {
        foreach (var (id, times) in _begun)
            if (times > 1 && !_ledger.Single(line => line.Intent.Id == id).Intent.Idempotent)
                return $"{id} was carried out {times} times";
        foreach (var step in _ledger.GroupBy(line => line.Intent.Step))
            if (step.Count(line => line.Outcome?.Result is not EffectResult.NotHappened) > story.Plan.Retry.Retries + 1)
                return $"{step.Key} was tried {step.Count()} times";
        var half = _standing.Where(step => All.First(each => each.Id == step).Undo is not null).ToList();
        return State.Phase switch
        {
            RunPhase.Verified => null,
            RunPhase.Stuck when MayStick => IsTold ? null : "it is stuck, and nobody was told",
            RunPhase.RolledBack or RunPhase.Cancelled or RunPhase.Expired when half.Count == 0 => null,
            _ => $"it ends {State.Phase}, and these stand: {string.Join(", ", half)}; {State.Reason}",
        };
    }

    private IEnumerable<PlannedStep> All => story.Plan.Steps.Concat(story.Plan.Ladder.SelectMany(rung => rung.Steps));

    // What nobody knows may be left, and a rollback whose own time is over; both are named, and the second can be taken up again.
    private bool MayStick =>
        story.MayStick || (WasLost && (WasStruck || cut.IsLong)) || (blow == Blow.Deadline && State.UndoLeft is not null);

    private bool IsTold =>
        (State.Stop is { As: RunPhase.Cancelled } && State.UndoLeft is null)
        || story.Plan.Ladder.All(rung => rung.Kind != RungKind.Escalate)
        || _begun.Keys.Any(id => id.Value.Contains("/tell#", StringComparison.Ordinal))
        || (WasStruck && State.Rung >= 0 && story.Plan.Ladder[State.Rung].Kind == RungKind.Escalate);
}
