using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Loop.Overrides;

/// <summary>A value that a step gave a setting; it holds in the place of the one in the files.</summary>
/// <param name="Value">As the file of settings would have it.</param>
/// <param name="AtWall">Milliseconds since the Unix epoch.</param>
public sealed record SettingOverride(string Key, string Value, RunId Run, string Step, long AtWall)
{
    public bool IsOf(RunId run, string step) => Run == run && Step == step;

    /// <summary>Who and when, for people.</summary>
    public string Told => $"run {Shown.Clean(Run.Value)}, step {Shown.Clean(Step)} at {TimeOf(AtWall)}";

    private static string TimeOf(long wall) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(Math.Clamp(wall, 0, 253_402_300_799_999))
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Settings that steps changed, as the log tells it: it outlives the process.</summary>
public sealed record OverridesState
{
    /// <summary>So many changes of one setting can be undone one by one; then the oldest is forgotten.</summary>
    public const int MostOfOne = 16;

    public static OverridesState Empty { get; } = new();

    /// <summary>By key, oldest first; the last one holds.</summary>
    public ImmutableSortedDictionary<string, ImmutableList<SettingOverride>> Layers { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableList<SettingOverride>>(StringComparer.Ordinal);

    /// <summary>Those that hold, by key.</summary>
    public IEnumerable<SettingOverride> InForce => Layers.Values.Select(layers => layers[^1]);

    /// <summary>The one that holds; null: the value of the files does.</summary>
    public SettingOverride? Of(string key) => Layers.TryGetValue(key, out var layers) ? layers[^1] : null;

    public bool Has(string key, RunId run, string step) =>
        Layers.TryGetValue(key, out var layers) && layers.Exists(each => each.IsOf(run, step));

    public OverridesState Apply(IEvent fact) =>
        fact switch
        {
            SettingChanged it => With(it.Key, [.. Without(it.Key, it.Run, it.Step), Of(it)]),
            SettingRestored it => With(it.Key, Without(it.Key, it.Run, it.Step)),
            SettingReset it => With(it.Key, []),
            _ => throw new InvalidOperationException($"the overrides do not know {fact.GetType().Name}"),
        };

    private OverridesState With(string key, ImmutableList<SettingOverride> layers) =>
        this with
        {
            Layers = layers.IsEmpty
                ? Layers.Remove(key)
                : Layers.SetItem(key, layers.RemoveRange(0, Math.Max(0, layers.Count - MostOfOne))),
        };

    private ImmutableList<SettingOverride> Without(string key, RunId run, string step) =>
        Layers.TryGetValue(key, out var layers) ? layers.RemoveAll(each => each.IsOf(run, step)) : [];

    private static SettingOverride Of(SettingChanged it) => new(it.Key, it.Value, it.Run, it.Step, it.AtWall);
}
