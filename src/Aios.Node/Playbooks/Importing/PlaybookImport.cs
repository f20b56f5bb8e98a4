using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Node.Playbooks.Importing;

/// <summary>Foreign playbooks, one after the other; whatever they hold, each becomes playbooks that load, or is refused with the reason.</summary>
/// <param name="findProgram">The absolute path of a program by its name, or null.</param>
internal sealed class PlaybookImport(Func<string, string?> findProgram)
{
    private const int LongestFile = 4 * 1024 * 1024;

    private readonly ForeignActions _actions = new(new CommandWords(findProgram));
    private readonly Dictionary<string, Origin> _ids = new(StringComparer.Ordinal);

    /// <summary>Reads one file: a playbook, a list of playbooks, or an object with such a list under <c>playbooks</c>.</summary>
    public IReadOnlyList<ImportedPlaybook> ReadFile(string path)
    {
        try
        {
            return ReadText(path, PlainFiles.ReadText(path, LongestFile));
        }
        catch (DataFolderException error)
        {
            return [ImportedPlaybook.Refused(new Origin(path, 0, 0), $"{error.Cause}. {error.Remedy}")];
        }
    }

    public IReadOnlyList<ImportedPlaybook> ReadText(string file, string text)
    {
        try
        {
            var root = SourceReader.Read(text, file);
            var name = Path.GetFileNameWithoutExtension(file);
            var items = root switch
            {
                SourceList list => list.Items,
                SourceObject holder when holder.Members.GetValueOrDefault("playbooks") is SourceList list => list.Items,
                _ => null,
            };
            if (items is null)
                return [Import(root, name)];
            return items.Count > 0
                ? [.. items.Select((item, index) => Import(item, $"{name}-{index + 1}"))]
                : [ImportedPlaybook.Refused(root.At, "the list holds no playbook")];
        }
        catch (SourceException error)
        {
            return [ImportedPlaybook.Refused(error.At, error.Message)];
        }
    }

    private ImportedPlaybook Import(SourceNode item, string fallback)
    {
        if (item is not SourceObject source)
            return ImportedPlaybook.Refused(item.At, $"({item.Kind}) is no playbook; it must be an object");
        if (Shapes.Of(source) is not { } shape)
            return ImportedPlaybook.Refused(
                item.At,
                $"has no match, or more than one, so that it might answer every event; it must have one of {Shapes.Known}"
            );
        var (notes, draft) = (new ImportNotes(), new PlaybookDraft());
        Shapes.Translate(shape, new ForeignSection(source, "", notes), draft, _actions, fallback);
        if (!notes.IsRefused)
            CheckWhole(source, draft, notes);
        var read = new ImportedPlaybook(item.At, shape, draft.Id, [], notes.Translated, notes.All);
        return notes.IsRefused ? read : Written(read, draft, notes);
    }

    private static void CheckWhole(SourceObject source, PlaybookDraft draft, ImportNotes notes)
    {
        if (draft.Playbooks.Count == 0)
            notes.Refuse("trigger", source.At, "answers nothing that can be answered here");
        if (draft.Steps.Count == 0)
            ForeignActions.Tell(notes, "actions", source.At, "nothing of it is an action of a playbook", "all actions", draft);
    }

    private ImportedPlaybook Written(ImportedPlaybook read, PlaybookDraft draft, ImportNotes notes)
    {
        var remarks = notes
            .All.Select(note => $"{Word(note.Kind)}: {note.Member} {note.Text}")
            .Prepend($"Imported from {Path.GetFileName(read.At.File)}:{read.At.Line}:{read.At.Column}, shape {read.Shape}.")
            .ToArray();
        var files = new List<ImportedFile>();
        foreach (var (index, triggers) in draft.Playbooks.Index())
        {
            var id = index == 0 ? draft.Id : $"{draft.Id}-{index + 1}";
            var text = DraftText.Of(draft, id, triggers, draft.IsEnabled && !notes.IsDisabled, remarks);
            var (_, faults) = PlaybookReader.Read($"{id}.conf", text);
            if (faults.Count > 0)
                return read.Refuse("", $"the translation is no playbook: {faults[0].Text}");
            if (_ids.TryGetValue(id, out var other))
                return read.Refuse("id", $"({id}) is the id of the playbook at {other} too; give one of them another");
            files.Add(new ImportedFile(id, text));
        }
        foreach (var file in files)
            _ids.Add(file.Id, read.At);
        return read with { Files = files };
    }

    private static string Word(ImportNoteKind kind) =>
        kind switch
        {
            ImportNoteKind.Changed => "Changed",
            ImportNoteKind.LeftOut => "Left out",
            _ => "Disabled",
        };
}
