using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks.Importing;

/// <summary>One object of a foreign playbook, read member by member. A value of the wrong kind refuses the playbook; null counts as absent.</summary>
internal sealed class ForeignSection(SourceObject node, string path, ImportNotes notes)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public SourceObject Node => node;

    public ImportNotes Notes => notes;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Where a member stands; the object's own place when there is none.</summary>
    public Origin At(string name) => node.Members.TryGetValue(name, out var found) ? found.At : node.At;

    public bool Has(string name) => node.Members.TryGetValue(name, out var found) && found is not SourceNull;

    public SourceNode? Find(string name)
    {
        if (!node.Members.TryGetValue(name, out var found))
            return null;
        _read.Add(name);
        if (found is SourceNull)
            return null;
        notes.Read(PathOf(name), found.At);
        return found;
    }

    public string? Text(string name) =>
        Find(name) switch
        {
            null => null,
            SourceText text => text.Text,
            var other => Wrong<string>(name, other, "a text"),
        };

    public bool? Flag(string name) =>
        Find(name) switch
        {
            null => null,
            SourceFlag flag => flag.IsSet,
            var other => Wrong<bool?>(name, other, "true or false"),
        };

    public double? Number(string name) =>
        Find(name) switch
        {
            null => null,
            SourceNumber number => number.Value,
            var other => Wrong<double?>(name, other, "a number"),
        };

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(string name, int least, int most)
    {
        if (Number(name) is not { } value)
            return null;
        if (value >= least && value <= most && value == Math.Floor(value))
            return (int)value;
        return Wrong<int?>(name, Find(name)!, $"a whole number from {least} to {most}");
    }

    /// <summary>A number of some unit, or a text with its unit such as <c>5m</c>; what lies outside the bounds is moved to the next bound and told.</summary>
    public TimeSpan? Duration(string name, TimeSpan unit, TimeSpan least, TimeSpan most)
    {
        TimeSpan value;
        switch (Find(name))
        {
            case null:
                return null;
            case SourceNumber number:
                value =
                    number.Value * unit.TotalMilliseconds is var ms && Math.Abs(ms) < 1e12
                        ? TimeSpan.FromMilliseconds(ms)
                        : TimeSpan.MaxValue;
                break;
            case SourceText text when HoconUnits.TryDuration(text.Text, out var read):
                value = read;
                break;
            case var other:
                return Wrong<TimeSpan?>(name, other, "a number or a duration such as 5m");
        }
        var kept =
            value < least ? least
            : value > most ? most
            : value;
        if (kept != value)
            notes.Change(PathOf(name), At(name), $"is {Faults.Text(kept)} now: allowed are {Faults.Text(least)} to {Faults.Text(most)}");
        return kept;
    }

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } found)
            return [];
        if (found is SourceText alone)
            return [alone.Text];
        if (found is SourceList list && list.Items.All(item => item is SourceText))
            return [.. list.Items.Cast<SourceText>().Select(text => text.Text)];
        Wrong<string>(name, found, "a list of texts");
        return [];
    }

    public IReadOnlyList<SourceNode> List(string name)
    {
        if (Find(name) is not { } found)
            return [];
        if (found is SourceList list)
            return list.Items;
        Wrong<string>(name, found, "a list");
        return [];
    }

    public ForeignSection? Object(string name) =>
        Find(name) switch
        {
            null => null,
            SourceObject below => new ForeignSection(below, PathOf(name), notes),
            var other => Wrong<ForeignSection>(name, other, "an object"),
        };

    public void LeaveOut(string name, string why)
    {
        if (node.Members.ContainsKey(name) && _read.Add(name) && Has(name))
            notes.LeaveOut(PathOf(name), At(name), why);
    }

    /// <summary>Nothing is dropped in silence: what nobody read is named.</summary>
    public void LeaveOutTheRest(string what)
    {
        foreach (var (name, value) in node.Members)
            if (!_read.Contains(name))
                notes.LeaveOut(PathOf(name), value.At, $"is not known {what}");
    }

    private T? Wrong<T>(string name, SourceNode found, string allowed)
    {
        notes.Refuse(PathOf(name), found.At, $"({found.Kind}) must be {allowed}");
        return default;
    }
}
