using Aios.Loop.Vocabulary;

namespace Aios.Loop.Incidents;

/// <param name="Quiet">An incident that no sensor stands behind is over when nothing was heard of it for so long; 1 min to 7 d.</param>
/// <param name="Flap">The same trouble again so soon after its end is the same incident; 0 to 1 d.</param>
public sealed record IncidentSettings(TimeSpan Quiet, TimeSpan Flap)
{
    public static IncidentSettings Default { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix)
            .Range("quiet", Quiet, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7))
            .Range("flap", Flap, TimeSpan.Zero, TimeSpan.FromDays(1))
            .Found;
}
