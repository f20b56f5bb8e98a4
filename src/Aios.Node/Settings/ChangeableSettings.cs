using System.Text.Json;
using Aios.Loop.Overrides;
using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>Settings that steps may change while the node runs, and what the files and the changes come to.</summary>
/// <param name="written">As the files and the environment have them.</param>
internal sealed class ChangeableSettings(NodeSettings written)
{
    /// <summary>More than any number or, in milliseconds, any duration of these.</summary>
    private const string BeyondAll = "2147483647";

    private static readonly Lazy<NodeSettings> Shipped = new(() => SettingsLoader.Load(SettingsSources.Default).Settings!);

    /// <summary>What else a value is held against in the files stands so far away that only its own range counts.</summary>
    private static readonly Dictionary<string, (string Key, string Value)[]> Beside = new(StringComparer.Ordinal)
    {
        ["aios.sensors.cpu.warn"] = [("aios.sensors.cpu.clear", "0"), ("aios.sensors.cpu.critical", "100")],
        ["aios.sensors.memory.warn"] = [("aios.sensors.memory.clear", "0"), ("aios.sensors.memory.critical", "100")],
    };

    /// <summary>Each is owned by somebody who takes another value at once.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "aios.heartbeat.interval",
        "aios.sensors.cpu.warn",
        "aios.sensors.memory.warn",
        "aios.scheduler.max-concurrent",
        "aios.scheduler.queue-capacity",
        "aios.log.level",
    ];

    /// <summary>One of them, as a step names it.</summary>
    public static ScalarKind<string> Key { get; } = ScalarKinds.Word([.. Keys.Select(key => (key, key))]);

    /// <summary>
    /// The settings that hold, and the changes that do not count because this version does not know the key or does not take the value, with
    /// what is allowed in words that follow "must be".
    /// </summary>
    public (NodeSettings Settings, IReadOnlyDictionary<string, string> Ignored) With(OverridesState overrides)
    {
        var (settings, ignored) = (written, new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var each in overrides.InForce)
            if (!Keys.Contains(each.Key))
                ignored[each.Key] = Key.Allowed;
            else if (Read(settings, (each.Key, each.Value, OverrideLayer.NameOf(each))) is var (read, why) && read is null)
                ignored[each.Key] = why;
            else
                // What was changed after the files were read, by an option of the command line, stays.
                settings = settings with
                {
                    Heartbeat = read!.Heartbeat,
                    Sensors = read.Sensors,
                    Scheduler = read.Scheduler,
                    Log = settings.Log with { Level = read.Log.Level },
                    Tree = read.Tree,
                    Values = read.Values,
                };
        return (settings, ignored);
    }

    /// <summary>What is allowed instead of a value, as far as that does not depend on other settings; null when it is.</summary>
    public static string? RefuseValue(string key, string value)
    {
        var far = Beside.GetValueOrDefault(key, []).Select(other => (other.Key, other.Value, "beside"));
        var (read, why) = Read(Shipped.Value, [.. far, (key, value, "step")]);
        if (read is not null)
            return null;
        var known = Shipped.Value.Values.First(each => each.Key == key);
        return why == known.Allowed && SettingRange.Of(known) is not null ? $"{why}, {RefuseValue(key, BeyondAll)}" : why;
    }

    private static (NodeSettings? Read, string Why) Read(
        NodeSettings settings,
        params ReadOnlySpan<(string Key, string Value, string From)> changes
    )
    {
        var (root, faults, last) = (settings.Tree, new FaultList(), changes[^1].Key);
        foreach (var (key, value, from) in changes)
            root = Hocon.Merge(Hocon.Parse($"{key} = {JsonSerializer.Serialize(value, LooseJson.Options)}", from), root);
        var read = NodeSettingsReader.Read(root, faults);
        if (faults.IsEmpty)
            return (read, "");
        var own = faults.Faults.FirstOrDefault(fault => fault.Text.StartsWith($"{last} (", StringComparison.Ordinal));
        const string MustBe = ") must be ";
        return own is not null && own.Text.IndexOf(MustBe, StringComparison.Ordinal) is > 0 and var at
            ? (null, own.Text[(at + MustBe.Length)..])
            : (null, $"such that the settings beside it fit: {faults.Faults[0].Text}");
    }
}

/// <summary>How a change by a step is named where other settings have a file.</summary>
internal static class OverrideLayer
{
    /// <summary>Begins the name of every origin from here.</summary>
    public const string Mark = "set by ";

    public static string NameOf(SettingOverride holds) => $"{Mark}{holds.Told}";
}
