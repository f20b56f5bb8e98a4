using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects.Approvals;

/// <param name="Within">How long people have to answer; then the answer is no. 1 s to 30 d.</param>
/// <param name="SinglePerson">One person may give both answers where two are needed, a while apart.</param>
public sealed record ApprovalSettings(TimeSpan Within, bool SinglePerson)
{
    /// <summary>So long one person thinks it over between two answers.</summary>
    public static readonly TimeSpan SecondThought = TimeSpan.FromSeconds(60);

    public static ApprovalSettings Default { get; } = new(TimeSpan.FromMinutes(60), false);

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix).Range("within", Within, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)).Found;
}
