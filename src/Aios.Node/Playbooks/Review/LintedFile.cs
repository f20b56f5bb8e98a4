using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Review;

/// <summary>What is to be said about one file, in the order of its lines.</summary>
/// <param name="Id">Null when it could not be read.</param>
internal sealed record LintedFile(string Name, string? Id, IReadOnlyList<LintFinding> Findings)
{
    public int Faults => Findings.Count(finding => finding.IsFault);

    public int Warnings => Findings.Count - Faults;
}

/// <param name="IsFault">A node refuses the file; else it is a question of a careful reviewer.</param>
/// <param name="Rule">Its name: <c>no-cooldown</c>; of a fault always <c>fault</c>.</param>
/// <param name="Text">After the place: what, which value, what is allowed, what to do.</param>
internal sealed record LintFinding(Origin At, bool IsFault, string Rule, string Text);
