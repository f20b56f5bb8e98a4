using System.Text;

namespace Aios.Engine.Cells.Logs;

/// <summary>Fills <c>{0}</c> by number and <c>{Name}</c> by its place in the text; never throws, so that a log line is never lost.</summary>
internal static class MessageTemplate
{
    public static string Fill(string format, IReadOnlyList<object?> args, IFormatProvider culture)
    {
        var text = new StringBuilder(format.Length + 16 * args.Count);
        var position = 0;
        for (var i = 0; i < format.Length; i++)
        {
            var letter = format[i];
            if (letter is '{' or '}' && i + 1 < format.Length && format[i + 1] == letter)
            {
                text.Append(letter);
                i++;
            }
            else if (letter == '{' && format.IndexOf('}', i) is var end and > 0)
            {
                Place(text, format[(i + 1)..end], args, ref position, culture);
                i = end;
            }
            else
            {
                text.Append(letter);
            }
        }
        return text.ToString();
    }

    private static void Place(StringBuilder text, string place, IReadOnlyList<object?> args, ref int position, IFormatProvider culture)
    {
        var parts = place.Split(':', 2);
        var index = int.TryParse(parts[0], out var number) ? number : position;
        position++;
        if (index < 0 || index >= args.Count)
            text.Append('{').Append(place).Append('}');
        else if (args[index] is IFormattable formattable)
            text.Append(Format(formattable, parts.Length > 1 ? parts[1] : null, culture));
        else
            text.Append(args[index] ?? "null");
    }

    private static string Format(IFormattable value, string? format, IFormatProvider culture)
    {
        try
        {
            return value.ToString(format, culture);
        }
        catch (FormatException)
        {
            return value.ToString(null, culture);
        }
    }
}
