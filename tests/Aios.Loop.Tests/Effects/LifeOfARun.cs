using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

/// <summary>One run, told what happens to it; every fact is applied as soon as it is decided.</summary>
internal sealed class LifeOfARun(RunPlan plan, EffectSettings? settings = null)
{
    public RunState State { get; private set; } = RunState.Start(new Planned(plan, 1_000));

    public long Now { get; set; } = 1_000;

    public List<IEvent> Facts { get; } = [];

    public IEnumerable<RunPhase> Phases { get; private set; } = [RunPhase.Planned];

    public RunRules.Next Next => RunRules.NextOf(State);

    public Decision<IEvent> Say(ICommand command)
    {
        Now += 10;
        var decision = RunRules.Decide(State, settings ?? EffectSettings.Default, command, Now);
        Take(decision);
        return decision;
    }

    public void Take(Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
        {
            Facts.Add(fact);
            State = State.Apply(fact);
            Phases = [.. Phases, State.Phase];
        }
    }

    /// <summary>A slot, and the step's end.</summary>
    public void Work(EffectResult result = EffectResult.Ok)
    {
        Say(new TakeSlot());
        Assert.Equal(RunRules.Next.Execute, Next);
        End(result);
    }

    public void End(EffectResult result) => Say(new RecordOutcome(new EffectOutcome(State.CurrentEffect, result, $"{result}", 1, "", 10)));

    public Decision<IEvent> Cancel() => Say(new CancelRun(State.Plan.Id, "uid 1000", "wrong host"));

    /// <summary>As the actor that asks people says it.</summary>
    public Decision<IEvent> Hear(RunPhase phase, string? hash = null) =>
        Say(new RecordApproval(State.Plan.Id, State.Asked!.Round, phase, "fix-it.1", hash ?? State.Asked.Hash, "uid 1000", "why"));

    public EffectRecord Line(EffectResult? result, bool isUnknown = false)
    {
        var step = State.Step!;
        var intent = new EffectIntent(
            State.CurrentEffect,
            State.Plan.Id,
            step.Id,
            State.Attempt,
            step.Risk,
            step.Action,
            TimeSpan.FromSeconds(1),
            step.Idempotent,
            null
        );
        var outcome = result is { } known ? new EffectOutcome(intent.Id, known, "", null, "", 1) : null;
        return new EffectRecord(intent, 1, outcome, outcome is null ? null : 2, isUnknown ? 3 : null);
    }
}
