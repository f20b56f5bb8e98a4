using Aios.Engine.Cells;
using Aios.Loop.Scheduling;
using Akka.Actor;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated;

using Simulation = Aios.Engine.Simulation.Simulation;

/// <summary>What came of one seed.</summary>
internal sealed record NodeOutcome(
    int Seed,
    string Hash,
    TimeSpan Virtual,
    long Steps,
    int Ends,
    int Crashes,
    int Acknowledged,
    int Effects,
    int Repeats,
    IReadOnlyList<string> Violations,
    string Trace
)
{
    /// <summary>Crashes by kind of actor, where only actors crashed.</summary>
    public IReadOnlyDictionary<string, int> Victims { get; init; } = new Dictionary<string, int>();
}

/// <summary>
/// One seed: a node at work whose actors crash, whose disk fails, which ends at any turn and starts again; then peace, and a look at
/// everything that is on record.
/// </summary>
internal sealed class NodeSimulation : IDisposable
{
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Peace = TimeSpan.FromMinutes(40);

    private readonly Simulation _simulation;
    private readonly SimulatedHouse _house;
    private int _crashes;

    private NodeSimulation(int seed, Plant plant)
    {
        _simulation = new Simulation(seed);
        // Half of them see midnight.
        _simulation.RunFor(_simulation.Draw(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(24 * 60 - 5));
        _house = new SimulatedHouse(_simulation, plant);
    }

    public static NodeOutcome Run(int seed, Plant plant = Plant.None)
    {
        using var simulation = new NodeSimulation(seed, plant);
        return simulation.Run(simulation.MakeTrouble);
    }

    /// <summary>The node lives all the time; so many of its actors crash, one after the other.</summary>
    public static NodeOutcome RunChaos(int seed, int crashes)
    {
        using var simulation = new NodeSimulation(seed, Plant.None);
        simulation._house.World.MostBetween = 1_000;
        var chaos = new SupervisionChaos(simulation._simulation, simulation._house);
        return simulation.Run(() => chaos.Run(crashes)) with { Victims = chaos.Crashed };
    }

    public void Dispose()
    {
        _house.Dispose();
        _simulation.Dispose();
    }

    private NodeOutcome Run(Action trouble)
    {
        var began = _simulation.Now;
        _house.StartNode();
        trouble();
        ComeToRest();
        var oracle = new LedgerOracle(_house);
        if (_house.World.Violations.Count == 0)
            Guarded(oracle.CheckLive);
        _house.End();
        _house.CleanUp(powerCut: true);
        Guarded(oracle.CheckDisk);
        var world = _house.World;
        return new NodeOutcome(
            _simulation.Seed,
            _simulation.Hash,
            _simulation.Now - began,
            _simulation.Steps,
            world.Ends,
            _crashes,
            world.Acknowledged.Count,
            world.Effects,
            oracle.Repeats,
            world.Violations,
            $"{_simulation}\nfaults:\n  {string.Join("\n  ", world.Faults.TakeLast(5))}"
        );
    }

    private void Guarded(Action check)
    {
        try
        {
            check();
        }
        catch (Exception fault)
        {
            _house.World.Violations.Add($"what is on record cannot be read: {fault}");
        }
    }

    private void MakeTrouble()
    {
        var until = _simulation.Now + Busy;
        var (endAt, crashAt) = (Next(20_000), Next(3_000));
        var sick = _simulation.Draw(3) == 0;
        while (_simulation.Now < until && _house.World.Violations.Count == 0)
        {
            _house.Disk.Faults = sick && _simulation.Now.Minutes % 3 == 1 ? 0.2 : 0;
            _house.Disk.Ends = 0.001;
            _simulation.Step();
            if (_simulation.Steps >= crashAt)
            {
                CrashAnActor();
                crashAt = Next(3_000);
            }
            if (_simulation.Steps >= endAt && _house.Node!.IsAlive)
            {
                _house.End();
                endAt = Next(20_000);
            }
            if (!_house.Node!.IsAlive)
                Restart();
        }
    }

    private long Next(int most) => _simulation.Steps + 1 + _simulation.Draw(most);

    private void Restart()
    {
        _house.CleanUp(powerCut: _simulation.Draw(2) == 0);
        _simulation.RunFor(TimeSpan.FromMilliseconds(_simulation.Draw(20_000)));
        _house.StartNode();
    }

    private void CrashAnActor()
    {
        if (_house.Node is not { IsUp: true, IsAlive: true } node)
            return;
        var actors = Below((LocalActorRef)node.Root).ToList();
        _simulation.Crash(actors[_simulation.Draw(actors.Count)]);
        _crashes++;
    }

    private static IEnumerable<LocalActorRef> Below(LocalActorRef actor) =>
        actor.Cell.AllChildren.SelectMany(child => Below(child.Ref).Prepend(child.Ref));

    /// <summary>No new trouble: everything that was begun has to come to an end.</summary>
    private void ComeToRest()
    {
        (_house.IsBusy, _house.World.Machine.Changes, _house.Disk.Faults, _house.Disk.Ends) = (false, false, 0, 0);
        var until = _simulation.Now + Peace;
        while (_house.World.Violations.Count == 0 && !IsAtRest())
        {
            if (_simulation.Now > until)
            {
                _house.World.Violations.Add($"it does not come to rest within {Peace}: {Left()}");
                return;
            }
            _simulation.RunFor(TimeSpan.FromSeconds(20));
            if (!_house.Node!.IsAlive)
                Restart();
        }
    }

    private bool IsAtRest() =>
        _house is { Node: { IsUp: true } node, World.Unanswered.Count: 0 }
        && node.Memory.Current.ActiveRuns.IsEmpty
        && node.Memory.Current.Alerts.Raised.IsEmpty
        && node.Memory.Current.Reacting is { Waiting.IsEmpty: true, Windows.Due.IsEmpty: true }
        && Queue() is { } queue
        && queue.Depth.Sum() + queue.Running.Count + queue.WaitingForSlots.Count == 0
        && queue.Checkpoint == queue.LastSeen
        && queue is { InLog: 0, Standing.IsHalted: false };

    private Queue? Queue()
    {
        var answer = _house.Node!.Stages.Scheduler.Ask<Queue>(new GetQueue());
        _simulation.RunFor(TimeSpan.FromSeconds(2));
        return answer.IsCompletedSuccessfully ? answer.Result : null;
    }

    private string Left() =>
        _house.Node is not { IsUp: true } node
            ? "the node is not up"
            : $"{_house.World.Unanswered.Count} events are not answered; runs "
                + string.Join(", ", node.Memory.Current.ActiveRuns.Values.Select(run => $"{run.Plan.Id} {run.Phase}"))
                + $"; {node.Memory.Current.Reacting.Waiting.Count} events wait; alerts {string.Join(", ", node.Memory.Current.Alerts.Raised.Keys)}; queue {Queue()}";
}
