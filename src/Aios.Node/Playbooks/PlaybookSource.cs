using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Files;

namespace Aios.Node.Playbooks;

/// <summary>
/// The playbooks that ship, and those in <c>playbooks/*.conf</c> of the data folder. A user's playbook with the id of a shipped one takes its
/// place. File names that begin with a dot are left out.
/// </summary>
internal sealed class PlaybookSource(DataFolder data, TimeProvider time)
{
    public const string Folder = "playbooks";
    private const string Suffix = ".conf";
    private const int LongestFile = 1024 * 1024;

    /// <summary>Makes the user's folder where it is absent, and reads everything.</summary>
    /// <exception cref="DataFolderException">The folder cannot be made or listed.</exception>
    public PlaybookSet Load()
    {
        DataFolder.OpenOrCreate(data.PathOf(Folder));
        return Compose(ReadFiles());
    }

    /// <summary>
    /// Tells of every new content of the user's folder until disposed: a good set to be adopted, or a set of faults, after which the one in
    /// use stays. Content that was told last is not told again. What changed since <see cref="Load"/> is told at once.
    /// </summary>
    /// <param name="loaded">The set in use.</param>
    /// <param name="changed">Called on a timer's thread (the first time possibly on this one), never twice at once.</param>
    public IDisposable Watch(PlaybookSet loaded, Action<PlaybookSet> changed) =>
        new PlaybookWatcher(ReadFiles, data.PathOf(Folder), $"*{Suffix}", time, loaded, changed);

    internal static PlaybookSet Compose(PlaybookFiles user) =>
        Compose(ModuleFiles.Playbooks.Select(name => new PlaybookFile(name, ModuleFiles.Read(name))), user);

    /// <param name="module">What shipped with the executable.</param>
    internal static PlaybookSet Compose(IEnumerable<PlaybookFile> module, PlaybookFiles user)
    {
        var faults = new List<PlacedFault>(user.Faults);
        var shipped = ReadAll(module, faults);
        var own = ReadAll(user.Files, faults);
        foreach (var same in own.GroupBy(playbook => playbook.Id))
        foreach (var other in same.Skip(1))
            faults.Add(
                new PlacedFault(
                    other.Origin,
                    $"playbook.id ({Shown.Clean(other.Id.Value)}) must be an id of its own; {same.First().Origin} has it too"
                )
            );
        if (faults.Count > 0)
            return new PlaybookSet(Catalog.Empty, faults, user);
        var replaced = own.Select(playbook => playbook.Id).ToHashSet();
        var shapes = shipped.ToDictionary(playbook => playbook.Id, PlaybookGuard.ShapeOf);
        var all = shipped
            .Where(playbook => !replaced.Contains(playbook.Id))
            .Concat(own)
            .Select(playbook => shapes.TryGetValue(playbook.Id, out var shape) ? playbook with { Shipped = shape } : playbook);
        return new PlaybookSet(new Catalog(all), [], user);
    }

    private static List<Playbook> ReadAll(IEnumerable<PlaybookFile> files, List<PlacedFault> faults)
    {
        var playbooks = new List<Playbook>();
        foreach (var file in files)
        {
            var (playbook, found) = PlaybookReader.Read(file.Name, file.Text);
            faults.AddRange(found);
            if (playbook is not null)
                playbooks.Add(playbook);
        }
        return playbooks;
    }

    internal PlaybookFiles ReadFiles()
    {
        var files = new List<PlaybookFile>();
        var faults = new List<PlacedFault>();
        foreach (var name in Guarded(data.PathOf(Folder), () => data.List(Folder, Suffix), faults) ?? [])
        {
            var path = data.PathOf(name);
            if (!name.StartsWith($"{Folder}/.") && Guarded(path, () => Read(name, path), faults) is { } text)
                files.Add(new PlaybookFile(path, text));
        }
        return new PlaybookFiles(files, faults);
    }

    private string? Read(string name, string path) => data.ReadAll(name, LongestFile) is { } bytes ? PlainFiles.Decode(bytes, path) : null;

    private static T? Guarded<T>(string path, Func<T?> read, List<PlacedFault> faults)
        where T : class
    {
        try
        {
            return read();
        }
        catch (DataFolderException error)
        {
            faults.Add(new PlacedFault(Place.Whole(path), $"{error.Cause}. {error.Remedy}"));
            return null;
        }
    }
}
