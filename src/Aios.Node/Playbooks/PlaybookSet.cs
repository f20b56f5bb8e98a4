using Aios.Loop.Reacting;
using Aios.Node.Settings;

namespace Aios.Node.Playbooks;

/// <summary>All playbooks as they stand on disk at one moment: a catalog, or at least one fault.</summary>
/// <param name="Catalog">Empty when there are faults: a set is taken whole or not at all.</param>
/// <param name="User">What was read from the user's folder.</param>
internal sealed record PlaybookSet(Catalog Catalog, IReadOnlyList<PlacedFault> Faults, PlaybookFiles User)
{
    public bool IsGood => Faults.Count == 0;

    /// <summary>One line per fault, each with file, line and column; empty when there is none.</summary>
    public string ErrorText => string.Join('\n', Faults);
}

/// <param name="Name">As faults and origins show it.</param>
internal sealed record PlaybookFile(string Name, string Text);

/// <summary>The texts of a folder, and what could not be read.</summary>
internal sealed record PlaybookFiles(IReadOnlyList<PlaybookFile> Files, IReadOnlyList<PlacedFault> Faults)
{
    public bool IsSame(PlaybookFiles other) => Files.SequenceEqual(other.Files) && Faults.SequenceEqual(other.Faults);
}
