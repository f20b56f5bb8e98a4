using System.Buffers.Text;

namespace Aios.Platform.Machine;

/// <summary>Takes numbers out of kernel text without allocating.</summary>
internal static class ProcText
{
    /// <summary>The next whole number of the line, blanks skipped; 0 when there is none. Advances the text.</summary>
    public static long NextNumber(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (!Utf8Parser.TryParse(text, out long value, out var used))
            return 0;
        text = text[used..];
        return value;
    }

    public static double NextDecimal(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (!Utf8Parser.TryParse(text, out double value, out var used))
            return double.NaN;
        text = text[used..];
        return value;
    }

    /// <summary>The number behind a key such as <c>MemTotal:</c> at the start of a line; -1 when the key is absent.</summary>
    public static long Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        while (!text.IsEmpty)
        {
            if (text.StartsWith(key))
            {
                text = text[key.Length..];
                return NextNumber(ref text);
            }
            var end = text.IndexOf((byte)'\n');
            if (end < 0)
                break;
            text = text[(end + 1)..];
        }
        return -1;
    }
}
