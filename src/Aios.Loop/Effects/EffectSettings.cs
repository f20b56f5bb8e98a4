using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <param name="AnswerWithin">How long a run waits for a person to say whether an effect happened; 1 min to 30 d.</param>
public sealed record EffectSettings(TimeSpan AnswerWithin)
{
    public static EffectSettings Default { get; } = new(TimeSpan.FromHours(24));

    /// <summary>What steps keep before they change something, all together; 64 MiB to 1 TiB.</summary>
    public long SnapshotBytes { get; init; } = 1 << 30;

    /// <summary>What programs may use up.</summary>
    public ProgramSettings Programs { get; init; } = ProgramSettings.Default;

    /// <summary>How people are asked.</summary>
    public ApprovalSettings Approvals { get; init; } = ApprovalSettings.Default;

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix)
            .Range("answer-within", AnswerWithin, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30))
            .That(SnapshotBytes is >= 64L << 20 and <= 1L << 40, "snapshots", $"{SnapshotBytes} bytes", "between 64MiB and 1TiB")
            .Found;
}
