using Aios.Actors.Spine;
using Aios.Engine.Cells;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Tests.Embedded.Simulated;

using Simulation = Aios.Engine.Simulation.Simulation;

/// <summary>Crashes one actor after the other while the node works, and looks every few turns who else starts anew.</summary>
internal sealed class SupervisionChaos(Simulation simulation, SimulatedHouse house)
{
    // The longest wait of a backoff is 10 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const int MostLooksBetween = 20;
    private const int TurnsPerLook = 10;

    private readonly Dictionary<string, ActorBase> _lives = new(StringComparer.Ordinal);
    private readonly HashSet<string> _awaited = [];
    private readonly HashSet<string> _anew = [];
    private string? _crashed;

    /// <summary>How often an actor of each kind crashed and started anew.</summary>
    public Dictionary<string, int> Crashed { get; } = [];

    private SimulatedNode Node => house.Node!;
    private Memory Memory => Node.Memory;
    private List<string> Violations => house.World.Violations;

    public void Run(int crashes)
    {
        simulation.RunUntil(() => Node.IsUp, Patience);
        simulation.RunFor(TimeSpan.FromSeconds(10));
        for (var left = crashes; left > 0 && Violations.Count == 0; )
        {
            for (var looks = simulation.Draw(MostLooksBetween); looks > 0; looks--)
                Step();
            if (CrashOne())
                left--;
        }
    }

    /// <returns>False: its run was over before it noticed.</returns>
    private bool CrashOne()
    {
        var victim = Choose();
        _crashed = victim.Path;
        _anew.Clear();
        _awaited.UnionWith(_lives.Keys.Where(path => DeclaredSupervision.StartsAnew(path, victim.Path)));
        simulation.Crash(victim.Ref);
        var until = simulation.Now + Patience;
        while (_awaited.Count > 0 && Violations.Count == 0)
        {
            if (simulation.Now > until)
                Violations.Add($"{victim.Path} crashed, and within {Patience} nobody started again {string.Join(", ", _awaited)}");
            Step();
        }
        _crashed = null;
        var isAnew = _lives.TryGetValue(victim.Path, out var life) && life != victim.Life;
        if (isAnew)
            Crashed[DeclaredSupervision.KindOf(victim.Path)] = Crashed.GetValueOrDefault(DeclaredSupervision.KindOf(victim.Path)) + 1;
        return isAnew;
    }

    private (string Path, LocalActorRef Ref, ActorBase Life) Choose()
    {
        var kinds = DeclaredSupervision
            .Lives(Node.Root)
            .Select(each => (Path: each.Key, each.Value.Ref, each.Value.Life))
            .GroupBy(each => DeclaredSupervision.KindOf(each.Path))
            .ToList();
        var kind = kinds[simulation.Draw(kinds.Count)].ToList();
        return kind[simulation.Draw(kind.Count)];
    }

    private void Step()
    {
        for (var turns = 0; turns < TurnsPerLook; turns++)
            simulation.Step();
        var now = DeclaredSupervision.Lives(Node.Root);
        // Whatever was below it when it started anew, also what came since it was told to crash.
        if (_crashed is { } crashed && now.TryGetValue(crashed, out var victim) && _lives.GetValueOrDefault(crashed) != victim.Life)
            _awaited.UnionWith(_lives.Keys.Where(path => DeclaredSupervision.StartsAnew(path, crashed) && !_anew.Contains(path)));
        foreach (var (path, (_, life)) in now)
        {
            if (_lives.TryGetValue(path, out var before) && before != life)
                Check(path);
            _lives[path] = life;
        }
        // What belongs to a run goes with it.
        foreach (var gone in _lives.Keys.Where(path => !now.ContainsKey(path) && IsOver(path)).ToList())
        {
            _lives.Remove(gone);
            _awaited.Remove(gone);
        }
    }

    private void Check(string path)
    {
        if (_crashed is null || !DeclaredSupervision.StartsAnew(path, _crashed))
            Violations.Add($"{path} started anew when {_crashed ?? "nobody"} crashed");
        else if (!_anew.Add(path))
            Violations.Add($"{path} started anew twice when {_crashed} crashed once");
        _awaited.Remove(path);
    }

    private bool IsOver(string path) =>
        path.Split('/') is ["runs", var run, ..] && Memory.Current.Find(new RunId(run)) is null or { IsOver: true };
}
