using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>A setting that is not as it ships.</summary>
/// <param name="Default">Null: it has none.</param>
internal sealed record SettingChange(string Key, string Text, string? Default, Origin Origin);

/// <summary>What differs from the defaults, the actor engine's keys included.</summary>
internal static class SettingChanges
{
    /// <summary>In the order of the files.</summary>
    public static IEnumerable<SettingChange> Of(NodeSettings settings, NodeSettings shipped)
    {
        var defaults = Leaves(shipped.Tree, "").ToDictionary(leaf => leaf.Key, leaf => Text(leaf), StringComparer.Ordinal);
        return from leaf in Leaves(settings.Tree, "")
            let text = Text(leaf)
            let before = defaults.GetValueOrDefault(leaf.Key)
            where text != before
            select new SettingChange(leaf.Key, text, before, Place.Of(leaf.Node.Origin));
    }

    private static string Text((string Key, HoconNode Node) leaf) => SettingText.Of(leaf.Key, leaf.Node);

    private static IEnumerable<(string Key, HoconNode Node)> Leaves(HoconObject parent, string path) =>
        parent.Members.SelectMany(member =>
            member.Value is HoconObject below ? Leaves(below, $"{path}{Name(member.Key)}.") : [($"{path}{Name(member.Key)}", member.Value)]
        );

    private static string Name(string name) => name.Contains('.') ? $"\"{name}\"" : name;
}
