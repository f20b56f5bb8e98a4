using System.Text;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks.Importing;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

/// <summary>Playbooks of the JSON forms of old become playbooks of this runtime, one file each.</summary>
internal static class PlaybooksImport
{
    public static async Task<VerbEnd> Import(LocalCall call)
    {
        var files = GivenFiles.Expand(call.Arguments.Texts("files"), ".json", out var faults);
        var import = new PlaybookImport(Programs.Find);
        var all = faults.Select(fault => ImportedPlaybook.Refused(fault.At, fault.Text)).Concat(files.SelectMany(import.ReadFile)).ToList();
        var target = call.Arguments.Text("out") is { } folder ? DataFolder.OpenOrCreate(folder) : null;
        var (isRefused, isKept) = (false, false);
        foreach (var one in all)
        {
            call.Cancel.ThrowIfCancellationRequested();
            var (written, kept) = target is null ? ([], null) : Write(target, one, call.Arguments.Flag("force"));
            (isRefused, isKept) = (isRefused || one.IsRefused, isKept || kept is not null);
            await call.Output.Item(Item(one, written, kept));
        }
        return isKept ? VerbEnd.Failed("some files are there already and were kept; --force replaces them")
            : isRefused ? new VerbEnd(ExitCode.Usage)
            : VerbEnd.Done;
    }

    /// <summary>All files of one playbook, or none of them.</summary>
    /// <returns>What was written, and the file that stands in the way.</returns>
    private static (IReadOnlyList<string> Written, string? Kept) Write(DataFolder target, ImportedPlaybook one, bool replaces)
    {
        var names = one.Files.Select(file => $"{file.Id}.conf").ToArray();
        if (!replaces && names.FirstOrDefault(name => Exists(target, name)) is { } kept)
            return ([], target.PathOf(kept));
        foreach (var (name, file) in names.Zip(one.Files))
            target.Replace(name, Encoding.UTF8.GetBytes(file.Text));
        return ([.. names.Select(target.PathOf)], null);
    }

    private static bool Exists(DataFolder target, string name)
    {
        using var file = target.TryOpenRead(name);
        return file is not null;
    }

    private static JsonElement Item(ImportedPlaybook one, IReadOnlyList<string> written, string? kept) =>
        LooseJson.Object(
            ("file", one.At.File),
            ("line", one.At.Line),
            ("column", one.At.Column),
            ("shape", one.Shape?.ToString()),
            ("id", one.Id.Length > 0 ? one.Id : null),
            (
                "state",
                one.IsRefused ? "refused"
                : kept is not null ? "kept"
                : one.IsDisabled ? "disabled"
                : "imported"
            ),
            ("playbooks", one.Files.Select(file => file.Id)),
            ("written", written),
            ("in_the_way", kept),
            ("translated", one.Translated),
            ("not_translated", one.Notes.Select(Note))
        );

    private static JsonElement Note(ImportNote note) =>
        LooseJson.Object(
            ("member", note.Member),
            ("line", note.At.Line),
            ("column", note.At.Column),
            ("what", note.Kind == ImportNoteKind.LeftOut ? "left-out" : note.Kind.ToString().ToLowerInvariant()),
            ("why", note.Text)
        );
}
