using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>What became of one foreign playbook.</summary>
/// <param name="At">Where it begins in its file.</param>
/// <param name="Shape">A to E; null when it was none of them.</param>
/// <param name="Id">Its id here; empty when it never got one.</param>
/// <param name="Files">The playbooks it became; none when it was refused.</param>
/// <param name="Translated">Members whose meaning was taken over.</param>
/// <param name="Notes">Everything that was not, and what was changed.</param>
internal sealed record ImportedPlaybook(
    Origin At,
    char? Shape,
    string Id,
    IReadOnlyList<ImportedFile> Files,
    IReadOnlyList<string> Translated,
    IReadOnlyList<ImportNote> Notes
)
{
    public bool IsRefused => Files.Count == 0;

    /// <summary>It was meant to be on, and something of it could not be translated.</summary>
    public bool IsDisabled => !IsRefused && Notes.Any(note => note.Kind == ImportNoteKind.Disables);

    public static ImportedPlaybook Refused(Origin at, string text) =>
        new(at, null, "", [], [], [new ImportNote(at, "", ImportNoteKind.Refuses, text)]);

    public ImportedPlaybook Refuse(string member, string text) =>
        this with
        {
            Files = [],
            Notes = [.. Notes, new ImportNote(At, member, ImportNoteKind.Refuses, text)],
        };
}

/// <param name="Id">Also the file's name, without <c>.conf</c>.</param>
/// <param name="Text">A playbook that loads.</param>
internal sealed record ImportedFile(string Id, string Text);
