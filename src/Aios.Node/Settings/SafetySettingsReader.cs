using Aios.Loop.Safety;

namespace Aios.Node.Settings;

/// <summary>Which key becomes which bound of what the runtime may do by itself.</summary>
internal static class SafetySettingsReader
{
    public static SafetySettings Read(SettingsReader reader)
    {
        var other = SafetySettings.Default;
        return new SafetySettings
        {
            Shadow = reader.Read("aios.playbooks.shadow", ScalarKinds.Boolean, other.Shadow),
            CircuitTriggers = reader.Integer("aios.safety.circuit.triggers", other.CircuitTriggers),
            CircuitTriggersWithin = reader.Duration("aios.safety.circuit.triggers-within", other.CircuitTriggersWithin),
            CircuitFailures = reader.Integer("aios.safety.circuit.failures", other.CircuitFailures),
            CircuitFailuresWithin = reader.Duration("aios.safety.circuit.failures-within", other.CircuitFailuresWithin),
            CircuitOpenFor = reader.Duration("aios.safety.circuit.open-for", other.CircuitOpenFor),
            FuseFailures = reader.Integer("aios.safety.fuse.failures", other.FuseFailures),
            FuseWithin = reader.Duration("aios.safety.fuse.within", other.FuseWithin),
            FusePlaybooks = reader.Integer("aios.safety.fuse.playbooks", other.FusePlaybooks),
            FuseBlownFor = reader.Duration("aios.safety.fuse.blown-for", other.FuseBlownFor),
            CooldownRuns = reader.Integer("aios.safety.cooldown.runs", other.CooldownRuns),
            CooldownSuccess = reader.Number("aios.safety.cooldown.success", other.CooldownSuccess),
            BlastTargets = reader.Integer("aios.safety.blast-radius.targets", other.BlastTargets),
            BlastWithin = reader.Duration("aios.safety.blast-radius.within", other.BlastWithin),
            StormRuns = reader.Integer("aios.safety.storm.runs", other.StormRuns),
            StormWithin = reader.Duration("aios.safety.storm.within", other.StormWithin),
            OscillationTurns = reader.Integer("aios.safety.oscillation.turns", other.OscillationTurns),
            OscillationWithin = reader.Duration("aios.safety.oscillation.within", other.OscillationWithin),
        };
    }
}
