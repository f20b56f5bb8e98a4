using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary>The arguments of a call as they may be written down: what is secret, and what the verb does not know, only by name.</summary>
internal static class AuditArguments
{
    private const int Longest = 500;
    private const string Hidden = "(hidden)";

    /// <param name="entry">Null when there is no such verb.</param>
    /// <returns>JSON, cut to 500 characters.</returns>
    public static string Of(VerbEntry? entry, IReadOnlyDictionary<string, JsonElement> given)
    {
        var shown = given.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, Shown(entry, pair.Key, pair.Value)));
        var text = LooseJson.Object([.. shown]).GetRawText();
        return text.Length > Longest ? text[..Longest] : text;
    }

    private static object? Shown(VerbEntry? entry, string name, JsonElement value) =>
        entry?.Arguments.FirstOrDefault(each => each.Name == name) is { IsSecret: false } ? value : Hidden;
}
