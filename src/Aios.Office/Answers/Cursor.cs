using System.Buffers.Text;
using System.Text;

namespace Aios.Office.Answers;

/// <summary>Where the next part of a list begins, as clients hand it back: not theirs to read or to make.</summary>
internal static class Cursor
{
    public static string Of(string list, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}\n{key}"));

    /// <summary>Null when it is none, or one of another list.</summary>
    public static string? KeyOf(string list, string cursor)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            return text.StartsWith(list + "\n", StringComparison.Ordinal) ? text[(list.Length + 1)..] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
