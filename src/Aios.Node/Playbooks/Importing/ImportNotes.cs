using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <param name="Member">Path in the foreign file: <c>trigger.rule</c>.</param>
/// <param name="Text">What became of it and why, after the member's name.</param>
internal sealed record ImportNote(Origin At, string Member, ImportNoteKind Kind, string Text);

/// <summary>What became of a member of a foreign playbook; ordered.</summary>
internal enum ImportNoteKind
{
    /// <summary>It has another value or meaning now.</summary>
    Changed,

    /// <summary>There is nothing like it here.</summary>
    LeftOut,

    /// <summary>Without it the playbook is not what was meant: it is imported disabled.</summary>
    Disables,

    /// <summary>There is no playbook without it.</summary>
    Refuses,
}

/// <summary>What is to be said about one foreign playbook.</summary>
internal sealed class ImportNotes
{
    // A hostile file can hold a million members that nobody knows.
    private const int Longest = 100;

    private readonly List<ImportNote> _notes = [];
    private readonly HashSet<ImportNoteKind> _kinds = [];
    private int _more;
    private readonly OrderedDictionary<string, Origin> _read = new(StringComparer.Ordinal);

    public IReadOnlyList<ImportNote> All =>
        _more == 0
            ? _notes
            : [.. _notes, _notes[^1] with { Kind = ImportNoteKind.LeftOut, Member = "", Text = $"and {_more} more of the like" }];

    /// <summary>Members whose meaning was taken over, changed or not.</summary>
    public IReadOnlyList<string> Translated =>
        [.. _read.Keys.Where(member => !_notes.Exists(note => note.Member == member && note.Kind > ImportNoteKind.Changed))];

    public bool IsRefused => _kinds.Contains(ImportNoteKind.Refuses);

    public bool IsDisabled => _kinds.Contains(ImportNoteKind.Disables);

    public void Read(string member, Origin at) => _read.TryAdd(member, at);

    public void Change(string member, Origin at, string text) => Add(member, at, ImportNoteKind.Changed, text);

    public void LeaveOut(string member, Origin at, string text) => Add(member, at, ImportNoteKind.LeftOut, text);

    public void Disable(string member, Origin at, string text) => Add(member, at, ImportNoteKind.Disables, text);

    public void Refuse(string member, Origin at, string text) => Add(member, at, ImportNoteKind.Refuses, text);

    private void Add(string member, Origin at, ImportNoteKind kind, string text)
    {
        _kinds.Add(kind);
        var note = new ImportNote(at, Shown.Clean(member), kind, text);
        if (_notes.Count >= Longest)
            _more++;
        else if (!_notes.Contains(note))
            _notes.Add(note);
    }
}
