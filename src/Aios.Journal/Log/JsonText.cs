using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Aios.Journal.Log;

/// <summary>JSON strings with the least escaping that JSON allows: quote, backslash and control characters.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(0x20, 0x7f - 0x20).Select(c => (char)c).Where(c => c is not ('"' or '\\')),
    ]);

    /// <summary>Writes the string without its quotes. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.</summary>
    public static void Write(PooledBytes target, string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Plain))
        {
            WriteEscaped(target, text);
            return;
        }
        Encoding.ASCII.TryGetBytes(text, target.Room(text.Length), out var written);
        target.Length += written;
    }

    /// <summary>The text of a string's bytes as they stand between the quotes.</summary>
    /// <exception cref="JsonException">The bytes are no JSON string.</exception>
    public static string Read(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(escaped);
        var quoted = new byte[escaped.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        escaped.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }

    private static void WriteEscaped(PooledBytes target, string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            switch (b)
            {
                case (byte)'"' or (byte)'\\':
                    target.Add([(byte)'\\', b]);
                    break;
                case < 0x20:
                    target.Add("\\u00"u8);
                    target.Add([(byte)('0' + (b >> 4)), (byte)"0123456789abcdef"[b & 15]]);
                    break;
                default:
                    target.Add([b]);
                    break;
            }
        }
    }
}
