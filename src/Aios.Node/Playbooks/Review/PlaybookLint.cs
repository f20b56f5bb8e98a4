using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Files;

namespace Aios.Node.Playbooks.Review;

/// <summary>Checks files as one set: what a node would refuse, and what a reviewer would ask.</summary>
/// <param name="isProgram">Whether an absolute path is a program of this machine.</param>
internal sealed class PlaybookLint(Func<string, bool> isProgram)
{
    private const string Fault = "fault";
    private const int LongestFile = 1024 * 1024;
    private static readonly IReadOnlySet<string> Shipped = ModuleFiles
        .Playbooks.Select(name => Path.GetFileNameWithoutExtension(name))
        .ToHashSet(StringComparer.Ordinal);

    private readonly Dictionary<string, Origin> _ids = new(StringComparer.Ordinal);

    /// <param name="unread">What could not even be listed.</param>
    public IReadOnlyList<LintedFile> Check(IEnumerable<string> files, IEnumerable<PlacedFault> unread) =>
        [.. unread.Select(fault => new LintedFile(fault.At.File, null, [Of(fault)])), .. files.Select(Check)];

    private LintedFile Check(string file)
    {
        try
        {
            return Check(file, PlainFiles.ReadText(file, LongestFile));
        }
        catch (DataFolderException error)
        {
            return new LintedFile(file, null, [Of(new PlacedFault(Place.Whole(file), $"{error.Cause}. {error.Remedy}"))]);
        }
    }

    public LintedFile Check(string file, string text)
    {
        var (playbook, faults) = PlaybookReader.Read(file, text, out var places);
        if (playbook is null)
            return new LintedFile(file, null, [.. faults.Select(Of)]);
        var id = playbook.Id.Value;
        var findings = new List<LintFinding>();
        if (!_ids.TryAdd(id, playbook.Origin))
            findings.Add(
                new LintFinding(playbook.Origin, true, Fault, $"playbook.id ({id}) must be an id of its own; {_ids[id]} has it too")
            );
        foreach (var doubt in PlaybookReview.Of(playbook, new ReviewSurroundings(isProgram, Shipped, places.IsWritten)))
            findings.Add(new LintFinding(places.PlaceOf(doubt.Member), false, doubt.Rule, $"{doubt.Member} {doubt.Text}"));
        return new LintedFile(file, id, [.. findings.OrderBy(finding => finding.At.Line).ThenBy(finding => finding.At.Column)]);
    }

    private static LintFinding Of(PlacedFault fault) => new(fault.At, true, Fault, fault.Text);
}
