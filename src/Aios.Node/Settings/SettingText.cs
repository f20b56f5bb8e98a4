using Aios.Loop.Effects;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>Values as people are shown them: as written, a list in brackets, an object in braces.</summary>
internal static class SettingText
{
    public static string Of(string key, HoconNode node) =>
        // It may hold a token.
        key == "aios.notify.webhook.url"
        && node is HoconScalar { Text.Length: > 0 } url
        && !NotifySettings.IsPlace(url.Text)
            ? "(a URL)"
            : Of(node);

    private static string Of(HoconNode node) =>
        node switch
        {
            HoconObject { Members.Count: > 0 } parent =>
                $"{{ {string.Join(", ", parent.Members.Select(member => $"{member.Key} = {Of(member.Value)}"))} }}",
            HoconArray list => $"[{string.Join(", ", list.Items.Select(Of))}]",
            _ => ScalarKinds.Found(node),
        };
}
