using Aios.Gateway.Files;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Gateway.Tests.Files;

/// <summary>A listed folder, an expendable one, one that is not listed, and a data folder; gone afterwards.</summary>
internal sealed class TargetArea : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("aios-targets-").FullName;

    public TargetArea()
    {
        foreach (var name in (string[])["listed/sub", "expendable", "outside"])
            Directory.CreateDirectory(PathOf(name));
        File.WriteAllText(PathOf("outside/secret"), "secret");
        Data = DataFolder.OpenOrCreate(PathOf("listed/data"));
        Scope = new FileScope([PathOf("listed")], [PathOf("expendable")], Data.FullPath);
        Snapshots = new SnapshotStore(Data, TimeProvider.System);
    }

    public DataFolder Data { get; }
    public FileScope Scope { get; }
    public SnapshotStore Snapshots { get; }

    public Door Door =>
        new(
            new FakeLedger(),
            TimeProvider.System,
            [
                new FileAdapter(Scope, Snapshots),
                new CleanAdapter(Scope, Snapshots, TimeProvider.System),
                new SnapshotAdapter(Scope, Snapshots),
                new RestoreAdapter(Snapshots, [new FileRestore(Scope, Snapshots)]),
            ]
        );

    public string PathOf(string name) => Path.Combine(_root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public Task<EffectOutcome> Do(EffectAction action) => Door.Execute(Intents.Of(action));

    public Task<EffectOutcome> Change(string path, FileChange change, string text = "", string? find = null, string? mode = null) =>
        Do(new EffectAction.ChangeFile(path, change, text, find, mode, "run-1/step"));

    public Task<EffectOutcome> Undo(string snapshot = "run-1/step") => Do(new EffectAction.Restore(snapshot));

    /// <summary>Everything below a folder: names, contents and modes, links as links.</summary>
    public string[] Picture(string folder) =>
        [
            .. Directory
                .EnumerateFileSystemEntries(PathOf(folder), "*", SearchOption.AllDirectories)
                .Where(path => !path.StartsWith(Data.FullPath, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    new FileInfo(path) is { LinkTarget: { } target } ? $"{path} -> {target}"
                    : Directory.Exists(path) ? path
                    : $"{path} {File.GetUnixFileMode(path)} {Convert.ToHexString(File.ReadAllBytes(path))}"
                ),
        ];

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
