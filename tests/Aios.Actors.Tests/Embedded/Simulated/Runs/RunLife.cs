using Aios.Actors.Spine;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Embedded.Simulated.Runs;

using Simulation = Aios.Engine.Simulation.Simulation;

/// <summary>A node that answers one event with one run, and may end at one of its writes; another one takes the run up.</summary>
internal sealed class RunLife : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly Simulation _simulation = new(1);
    private readonly RunShape _shape;
    private readonly SimulatedHouse _house;
    private EffectIntent? _lost;

    private RunLife(RunShape shape)
    {
        _shape = shape;
        _house = new SimulatedHouse(_simulation, scene: new RunScene(shape));
        (_house.World.Machine.Changes, _house.World.Machine.IsHot) = (false, shape.Cure is not null);
    }

    /// <summary>Every write between the event and the end of the run, one after the other.</summary>
    public static IReadOnlyList<string> WritesOf(RunShape shape)
    {
        using var life = new RunLife(shape);
        life.Live(null, powerCut: false);
        life.Check();
        Assert.True(life._house.World.Violations.Count == 0, $"{shape}: {string.Join("\n", life._house.World.Violations)}");
        return life._house.Points.Seen;
    }

    /// <summary>What is wrong with its end; null when nothing is.</summary>
    public static string? FaultOf(RunShape shape, CutPoint cut, bool powerCut)
    {
        using var life = new RunLife(shape);
        life.Live(cut, powerCut);
        life.Check();
        return life._house.World.Violations is { Count: > 0 } violations ? string.Join("\n  ", violations) : null;
    }

    public void Dispose()
    {
        _house.Dispose();
        _simulation.Dispose();
    }

    private void Live(CutPoint? cut, bool powerCut)
    {
        var world = _house.World;
        _house.StartNode();
        _simulation.RunUntil(() => _house.Node!.IsUp, Longest);
        _simulation.RunFor(TimeSpan.FromSeconds(5));
        _house.Points.Begin(cut);
        world.Unanswered["event"] = Samples.Event(RunShape.Type, "sender", "event");
        var until = _simulation.Now + Longest;
        while (!IsOver && _simulation.Now < until && world.Violations.Count == 0)
        {
            _simulation.Step();
            if (!_house.Node!.IsAlive)
                Restart(powerCut);
        }
        _house.Points.Stop();
        if (cut is not null && world.Ends == 0)
            world.Violations.Add("it was not cut");
        _simulation.RunFor(TimeSpan.FromSeconds(5));
    }

    private bool IsOver =>
        _house is { World.Unanswered.Count: 0, Node: { IsUp: true, Memory.Current: { ActiveRuns.IsEmpty: true, EndedCount: > 0 } } };

    private void Restart(bool powerCut)
    {
        _lost = new EffectLedger(_house.Node!.Store, TimeProvider.System).OpenIntents().SingleOrDefault()?.Intent;
        _house.CleanUp(powerCut);
        _simulation.RunFor(TimeSpan.FromSeconds(1));
        _house.StartNode();
    }

    private void Check()
    {
        var (world, oracle) = (_house.World, new LedgerOracle(_house));
        if (world.Violations.Count == 0 && !IsOver)
            world.Violations.Add("it comes to no end");
        if (world.Violations.Count > 0)
            return;
        var run = Assert.Single(_house.Node!.Memory.Current.EndedRuns);
        CheckEnd(run);
        oracle.CheckLive();
        _house.End();
        _house.Node.Dispose();
        oracle.CheckDisk();
    }

    private void CheckEnd(RunState run)
    {
        // Nobody saw whether it happened, nothing can tell, and nobody says so.
        var isDark = _lost is { Idempotent: false } && ProbeOf(_lost.Step) is null && _shape.Somebody == Somebody.IsAway;
        var end = isDark ? RunPhase.Stuck : _shape.End;
        if (run.Phase != end)
            Say(run, $"it ends {run.Phase.Text()} and not {end.Text()}");
        var stands = Steps.Where(step => _house.World.Stands(run.Plan.Id, step.Id)).Select(step => step.Id).Order(StringComparer.Ordinal);
        if (!isDark && !stands.SequenceEqual(_shape.Stands.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)))
            Say(run, $"these stand: {string.Join(' ', stands)}");
        if (isDark && !run.NotUndone.Contains(Undone(_lost!.Step)))
            Say(run, $"nobody knows whether {_lost.Step} happened, and it is not named: {string.Join(' ', run.NotUndone)}");
        if (end is RunPhase.RolledBack or RunPhase.Stuck && !_house.World.HasHappened(run.Plan.Id, "tell"))
            Say(run, "nobody was told");
        foreach (var step in Steps.SelectMany(step => new[] { step.Id, CompensationRules.UndoOf(step.Id) }))
            for (var attempt = 1; _house.World.TimesBegun(EffectIntent.IdOf(run.Plan.Id, step, attempt)) is var times and > 0; attempt++)
                if (times > 1 && _lost?.Id != EffectIntent.IdOf(run.Plan.Id, step, attempt))
                    Say(run, $"attempt {attempt} at {step} was begun {times} times, and was not cut");
    }

    private IEnumerable<Loop.Reacting.StepTemplate> Steps =>
        _shape.Playbook.Steps.Concat(_shape.Playbook.Otherwise.Where(rung => rung.Kind == RungKind.Steps).SelectMany(rung => rung.Steps));

    private Loop.Reacting.ProbeTemplate? ProbeOf(string step) =>
        Steps.FirstOrDefault(each => each.Id == step)?.Probe ?? Steps.FirstOrDefault(each => each.Id == Undone(step))?.Undo?.Probe;

    private static string Undone(string step) => step.StartsWith("undo-", StringComparison.Ordinal) ? step["undo-".Length..] : step;

    private void Say(RunState run, string fault) =>
        _house.World.Violations.Add(
            $"{fault}; lost was {_lost?.Id.Value ?? "nothing"}; {run.Reason}\n    {string.Join("\n    ", run.History)}"
        );
}
