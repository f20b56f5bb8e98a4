using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting.Matching;

/// <summary>The texts of an event in which keywords are looked for: its type and every string of its payload, names left out.</summary>
internal static class SearchedText
{
    /// <summary>So many characters are read of all texts together; what comes after is not searched.</summary>
    public const int Longest = 16 * 1024;

    /// <summary>Each text by itself: a keyword does not reach from one into the next. Letters are made comparable.</summary>
    public static IEnumerable<string> Of(Event fact)
    {
        var left = Longest - fact.Type.Length;
        yield return Fold(fact.Type);
        if (fact.Payload is not { } payload)
            yield break;
        var open = new Stack<JsonElement>([payload]);
        while (left > 0 && open.TryPop(out var value))
            switch (value.ValueKind)
            {
                case JsonValueKind.String when Read(value) is { } text:
                    var taken = text.Length > left ? text[..left] : text;
                    left -= taken.Length;
                    yield return Fold(taken);
                    break;
                case JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject().Reverse())
                        open.Push(member.Value);
                    break;
                case JsonValueKind.Array:
                    foreach (var item in value.EnumerateArray().Reverse())
                        open.Push(item);
                    break;
            }
    }

    /// <summary>Case does not matter.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (span, source) => Fold(source, span));

    public static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static void Fold(string source, Span<char> folded)
    {
        for (var i = 0; i < folded.Length; i++)
            folded[i] = char.ToUpperInvariant(source[i]);
    }

    // A lone surrogate written as an escape is valid JSON and no text.
    private static string? Read(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
