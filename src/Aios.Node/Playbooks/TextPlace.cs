using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>Finds the place in a file of a character inside a text that was read from it, quotes and escapes taken into account.</summary>
internal static class TextPlace
{
    private const string Triple = "\"\"\"";

    /// <param name="source">The file's text.</param>
    /// <param name="at">Where the literal begins in the file.</param>
    /// <param name="value">The literal's value.</param>
    /// <param name="line">Line inside the value, from 1.</param>
    /// <param name="column">Column inside the value, from 1.</param>
    /// <returns>The place, or the literal's own when its value was put together from several parts.</returns>
    public static Origin Of(string source, HoconOrigin at, string value, int line, int column)
    {
        var start = Offset(source, at.Line, at.Column);
        var target = Offset(value, line, column);
        var position =
            source.AsSpan(start).StartsWith(Triple) ? Plain(source, start + Triple.Length, value, target)
            : source.AsSpan(start).StartsWith("\"") ? Escaped(source, start + 1, value, target)
            : Plain(source, start, value, target);
        return position < 0 ? Place.Of(at) : Of(at.File, source, position);
    }

    private static int Plain(string source, int start, string value, int target) =>
        string.CompareOrdinal(source, start, value, 0, value.Length) == 0 ? start + target : -1;

    private static int Escaped(string source, int start, string value, int target)
    {
        for (var (position, index) = (start, 0); position < source.Length; index++)
        {
            if (source[position] == '"' || index >= value.Length)
                return index == target && index == value.Length ? position : -1;
            if (index == target)
                return position;
            if (source[position] != '\\')
            {
                if (source[position] != value[index])
                    return -1;
                position++;
                continue;
            }
            position += position + 1 < source.Length && source[position + 1] == 'u' ? 6 : 2;
        }
        return -1;
    }

    private static int Offset(string text, int line, int column)
    {
        var start = 0;
        for (; line > 1 && text.IndexOf('\n', start) is var end and >= 0; line--)
            start = end + 1;
        return Math.Min(text.Length, start + column - 1);
    }

    private static Origin Of(string file, string text, int position)
    {
        var before = text.AsSpan(0, position);
        return new Origin(file, before.Count('\n') + 1, position - (before.LastIndexOf('\n') + 1) + 1);
    }
}
