using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Aios.Loop.Conditions.Values;

/// <summary>Writes values for people, in the language's own notation and never longer than a line.</summary>
internal static class ValueText
{
    private const int MaxLength = 80;

    public static string Of(in Value value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.Length <= MaxLength ? text.ToString() : $"{text.ToString(0, MaxLength)}…";
    }

    /// <summary>The shortest text that reads back as the same number, always recognisable as a double.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');

    private static void Append(StringBuilder text, in Value value)
    {
        if (value.IsJson)
            AppendJson(text, value);
        else if (value.Kind == ValueKind.String)
            AppendQuoted(text, value.PlainText!);
        else if (value.Kind == ValueKind.List)
            AppendItems(text, value.PlainItems!);
        else if (value.Kind == ValueKind.Map)
            AppendFields(text, value.PlainMap!);
        else
            text.Append(Scalar(value));
    }

    private static string Scalar(in Value value) =>
        value.Kind switch
        {
            ValueKind.Null => "null",
            ValueKind.Bool => value.Bool ? "true" : "false",
            ValueKind.Int => value.Int.ToString(CultureInfo.InvariantCulture),
            ValueKind.Double => Of(value.Double),
            ValueKind.Timestamp => TimestampText.Format(value.Milliseconds),
            ValueKind.Duration => DurationText.Format(value.Milliseconds),
            _ => value.Message,
        };

    private static void AppendJson(StringBuilder text, in Value value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value.Json);
        var start = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 4 * MaxLength)]);
        if (value.Kind != ValueKind.String)
            AppendCut(text, start.ReplaceLineEndings(" "));
        else if (raw.Length <= 4 * MaxLength && JsonText.TryRead(value.Json, out var whole))
            AppendQuoted(text, whole);
        else
            AppendQuoted(text, start.Trim('"'));
    }

    private static void AppendItems(StringBuilder text, Value[] items)
    {
        text.Append('[');
        for (var i = 0; i < items.Length && text.Length <= MaxLength; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, items[i]);
        }

        text.Append(']');
    }

    private static void AppendFields(StringBuilder text, IValueMap map)
    {
        text.Append('{');
        foreach (var key in map.Keys)
        {
            if (text.Length > MaxLength)
                break;
            text.Append(text[^1] == '{' ? "" : ", ");
            AppendQuoted(text, key);
            text.Append(": ");
            if (map.TryGet(key, out var field))
                Append(text, field);
        }

        text.Append('}');
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('\'');
        foreach (var unit in value.AsSpan(0, Math.Min(value.Length, MaxLength + 1)))
        {
            _ = unit switch
            {
                '\'' => text.Append("\\'"),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when char.IsControl(unit) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        text.Append('\'');
    }

    private static void AppendCut(StringBuilder text, string raw) => text.Append(raw.AsSpan(0, Math.Min(raw.Length, MaxLength + 1)));
}
