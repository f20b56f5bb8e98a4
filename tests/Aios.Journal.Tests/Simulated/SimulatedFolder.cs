namespace Aios.Journal.Tests.Simulated;

/// <summary>The names in one folder: what everybody sees, and what of that is on the disk.</summary>
internal sealed class SimulatedFolder
{
    private readonly List<(string Name, SimulatedFile? File, string? From)> _unsynced = [];
    private readonly Dictionary<string, SimulatedFile> _durable = [];

    /// <summary>Its own name is on the disk.</summary>
    public bool IsLasting { get; set; }

    public Dictionary<string, SimulatedFile> Seen { get; } = [];

    public void Put(string name, SimulatedFile file) => Change((name, file, null));

    public void Rename(string name, string newName) => Change((newName, Seen[name], name));

    public void Delete(string name) => Change((name, null, null));

    public void Sync()
    {
        _unsynced.ForEach(change => Apply(_durable, change));
        _unsynced.Clear();
    }

    /// <summary>Each change of names that was not synced is there, or is not.</summary>
    public void CutPower(Random random)
    {
        _unsynced.RemoveAll(_ => random.Next(2) == 0);
        Sync();
        IsLasting = true;
        Seen.Clear();
        foreach (var (name, file) in _durable)
        {
            file.CutPower(random);
            Seen[name] = file;
        }
    }

    private void Change((string Name, SimulatedFile? File, string? From) change)
    {
        Apply(Seen, change);
        _unsynced.Add(change);
    }

    private static void Apply(Dictionary<string, SimulatedFile> names, (string Name, SimulatedFile? File, string? From) change)
    {
        if (change.From is not null)
            names.Remove(change.From);
        if (change.File is null)
            names.Remove(change.Name);
        else
            names[change.Name] = change.File;
    }
}
