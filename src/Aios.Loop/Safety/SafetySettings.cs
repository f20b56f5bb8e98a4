using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>The bounds of what the runtime may do by itself.</summary>
public sealed record SafetySettings
{
    /// <summary>A cooldown is never doubled beyond this.</summary>
    public static readonly TimeSpan LongestCooldown = TimeSpan.FromDays(1);

    public static SafetySettings Default { get; } = new();

    /// <summary>A playbook of the user only watches until somebody enables it.</summary>
    public bool Shadow { get; init; } = true;

    /// <summary>So many runs of one playbook on one target within <see cref="CircuitTriggersWithin"/> open its circuit; 1 to 1000.</summary>
    public int CircuitTriggers { get; init; } = 3;
    public TimeSpan CircuitTriggersWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>So many failures within <see cref="CircuitFailuresWithin"/> open it too; 1 to 1000.</summary>
    public int CircuitFailures { get; init; } = 2;
    public TimeSpan CircuitFailuresWithin { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>So long it stays open; then one run may try.</summary>
    public TimeSpan CircuitOpenFor { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>So many failed runs within <see cref="FuseWithin"/> blow the fuse; 1 to 1000.</summary>
    public int FuseFailures { get; init; } = 5;
    public TimeSpan FuseWithin { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>From so many different playbooks on it blows for everything, else for the one that failed; 1 to 100.</summary>
    public int FusePlaybooks { get; init; } = 2;
    public TimeSpan FuseBlownFor { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>From so many finished runs on a playbook's success counts for its cooldown; 1 to 20.</summary>
    public int CooldownRuns { get; init; } = 4;

    /// <summary>Below this share of verified runs the cooldown is doubled; 0 to 1.</summary>
    public double CooldownSuccess { get; init; } = 0.5;

    /// <summary>One playbook acts on at most so many targets within <see cref="BlastWithin"/>; 1 to 1000.</summary>
    public int BlastTargets { get; init; } = 3;
    public TimeSpan BlastWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>More runs than this within <see cref="StormWithin"/> are a storm: everything is frozen; 1 to 1000.</summary>
    public int StormRuns { get; init; } = 20;
    public TimeSpan StormWithin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Two playbooks that took turns on one target so often within <see cref="OscillationWithin"/> are frozen; 2 to 30.</summary>
    public int OscillationTurns { get; init; } = 4;
    public TimeSpan OscillationWithin { get; init; } = TimeSpan.FromMinutes(10);

    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var (second, day) = (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return new Faults(prefix)
            .Range("circuit.triggers", CircuitTriggers, 1, 1000, "runs")
            .Range("circuit.triggers-within", CircuitTriggersWithin, second, day)
            .Range("circuit.failures", CircuitFailures, 1, 1000, "failures")
            .Range("circuit.failures-within", CircuitFailuresWithin, second, day)
            // Shorter, and the run that tries would be one too many within the window.
            .Range("circuit.open-for", CircuitOpenFor, CircuitTriggersWithin, day)
            .Range("fuse.failures", FuseFailures, 1, 1000, "failures")
            .Range("fuse.within", FuseWithin, second, day)
            .Range("fuse.playbooks", FusePlaybooks, 1, 100, "playbooks")
            .Range("fuse.blown-for", FuseBlownFor, second, day)
            .Range("cooldown.runs", CooldownRuns, 1, SafetyState.OutcomesKept, "runs")
            .Range("cooldown.success", CooldownSuccess, 0, 1, "")
            .Range("blast-radius.targets", BlastTargets, 1, 1000, "targets")
            .Range("blast-radius.within", BlastWithin, second, day)
            .Range("storm.runs", StormRuns, 1, SafetyState.StartsKept - 1, "runs")
            .Range("storm.within", StormWithin, second, day)
            .Range("oscillation.turns", OscillationTurns, 2, SafetyState.TurnsKept - 2, "turns")
            .Range("oscillation.within", OscillationWithin, second, day)
            .Found;
    }
}
