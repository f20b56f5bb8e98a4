using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Embedded.Simulated;

using Simulation = Aios.Engine.Simulation.Simulation;

/// <summary>What is outside of the node and outlives it: who was told what, and what really happened.</summary>
internal sealed class World(Simulation simulation)
{
    private readonly Dictionary<EffectId, int> _begun = [];
    private readonly Dictionary<EffectId, bool> _idempotent = [];
    private readonly HashSet<string> _happened = [];
    private readonly HashSet<(RunId, string)> _done = [];
    private readonly HashSet<(RunId, string)> _standing = [];
    private readonly Dictionary<EffectAction, EffectIntent> _intents = new(ReferenceEqualityComparer.Instance);

    /// <summary>Sent and not answered: whoever sent it does not know whether it is on record, and sends it again.</summary>
    public Dictionary<string, Event> Unanswered { get; } = [];

    /// <summary>Ids that the node has accepted.</summary>
    public List<string> Acknowledged { get; } = [];

    public List<string> Violations { get; } = [];

    public List<string> Faults { get; } = [];

    /// <summary>Senders wait up to so long between events, in milliseconds.</summary>
    public int MostBetween { get; set; } = 8_000;

    public ScriptedMachine Machine { get; } = new(new Random(simulation.Draw(int.MaxValue)));

    /// <summary>How many times a node has ended; what it had begun outside ends with it.</summary>
    public int Ends { get; set; }

    public int Effects => _begun.Values.Sum();

    public IEnumerable<(EffectId Effect, int Times, bool Idempotent)> Repeated =>
        _begun.Where(each => each.Value > 1).Select(each => (each.Key, each.Value, _idempotent[each.Key]));

    /// <summary>The next attempt with this very action is this one.</summary>
    public void Announce(EffectIntent intent) => _intents[intent.Action] = intent;

    public EffectIntent? IntentOf(EffectAction action) => _intents.GetValueOrDefault(action);

    public void Begin(EffectIntent intent)
    {
        if (intent is { Risk: > Risk.Reversible, Approval: null })
            Violations.Add($"effect {intent.Id} is {intent.Risk} and was carried out without a yes");
        _begun[intent.Id] = _begun.GetValueOrDefault(intent.Id) + 1;
        _idempotent[intent.Id] = intent.Idempotent;
    }

    public void Happen(EffectIntent intent)
    {
        if (intent.Action is EffectAction.RunProcess process)
            _happened.Add(string.Join(' ', process.Arguments));
        _done.Add((intent.Run, intent.Step));
        if (intent.Step.StartsWith("undo-", StringComparison.Ordinal))
            _standing.Remove((intent.Run, intent.Step["undo-".Length..]));
        else
            _standing.Add((intent.Run, intent.Step));
    }

    /// <summary>It had its effect, and nothing has put it back.</summary>
    public bool Stands(RunId run, string step) => _standing.Contains((run, step));

    public int TimesBegun(EffectId effect) => _begun.GetValueOrDefault(effect);

    /// <summary>This program had its effect, with these arguments.</summary>
    public bool HasHappened(IEnumerable<string> arguments) => _happened.Contains(string.Join(' ', arguments));

    /// <summary>An attempt at it had its effect.</summary>
    public bool HasHappened(RunId run, string step) => _done.Contains((run, step));

    /// <summary>Later, if the node still lives then.</summary>
    public void After(int ms, Action work)
    {
        var ends = Ends;
        ITimer? timer = null;
        timer = simulation.Time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                if (ends == Ends)
                    work();
            },
            null,
            TimeSpan.FromMilliseconds(ms + 1),
            Timeout.InfiniteTimeSpan
        );
    }

    public int Draw(int bound) => simulation.Draw(bound);
}
