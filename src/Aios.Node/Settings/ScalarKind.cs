using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>How a text of a file becomes a value, and what to say when it does not.</summary>
internal sealed record ScalarKind<T>(string Allowed, ScalarKind<T>.Parser Parse)
{
    public delegate bool Parser(string text, out T value);

    public bool TryRead(HoconNode node, out T value)
    {
        value = default!;
        return node is HoconScalar { IsNull: false } scalar && Parse(scalar.Text, out value);
    }
}

internal static class ScalarKinds
{
    public static ScalarKind<TimeSpan> Duration { get; } =
        new("a duration such as 500ms, 30s, 5m, 2h or 1d (without unit: milliseconds)", HoconUnits.TryDuration);

    public static ScalarKind<long> Bytes { get; } =
        new("a size such as 512B, 64KiB, 10MiB or 1GiB (without unit: bytes)", HoconUnits.TryBytes);

    public static ScalarKind<bool> Boolean { get; } = new("true or false", HoconUnits.TryBoolean);

    public static ScalarKind<double> Number { get; } = new("a number", HoconUnits.TryNumber);

    public static ScalarKind<long> Long { get; } = new("a whole number", HoconUnits.TryInteger);

    public static ScalarKind<int> Integer { get; } =
        new("a whole number, at most 2147483647", (string text, out int value) => int.TryParse(text, Style, null, out value));

    public static ScalarKind<string> Text { get; } =
        new(
            "a text",
            (string text, out string value) =>
            {
                value = text;
                return true;
            }
        );

    private const System.Globalization.NumberStyles Style = System.Globalization.NumberStyles.AllowLeadingSign;

    /// <summary>One of a few words.</summary>
    public static ScalarKind<T> Word<T>(params (string Word, T Value)[] words)
    {
        // No query: each kind of value would have one of its own compiled at every start.
        var names = new string[words.Length];
        for (var at = 0; at < words.Length; at++)
            names[at] = words[at].Word;
        return new(
            Choice(names),
            (string text, out T value) =>
            {
                var at = Array.IndexOf(names, text);
                value = at < 0 ? default! : words[at].Value;
                return at >= 0;
            }
        );
    }

    private static string Choice(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";

    /// <summary>What stands there, in words for a fault.</summary>
    public static string Found(HoconNode node) => node is HoconScalar { IsNull: false } scalar ? Shown.Clean(scalar.Text) : node.Kind;
}
