using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>Copies a payload as it was sent, escapes and digits untouched, without the white space between its tokens.</summary>
internal static class PayloadText
{
    public static void Write(PooledBytes target, JsonElement payload)
    {
        var raw = JsonMarshal.GetRawUtf8Value(payload);
        var start = target.Length;
        if (Utf8.IsValid(raw) && TryCopy(target, raw))
            return;
        target.Length = start;
        target.Add(Rewritten(payload));
    }

    /// <summary>False for what a lenient parser let pass and JSON does not allow: comments and trailing commas.</summary>
    private static bool TryCopy(PooledBytes target, ReadOnlySpan<byte> raw)
    {
        var room = target.Room(raw.Length);
        var written = 0;
        for (var at = 0; at < raw.Length; at++)
        {
            var b = raw[at];
            if (b == (byte)'"')
            {
                var end = EndOfString(raw, at);
                raw[at..end].CopyTo(room[written..]);
                written += end - at;
                at = end - 1;
            }
            else if (b is (byte)'/' || (b is (byte)'}' or (byte)']' && written > 0 && room[written - 1] == (byte)','))
            {
                return false;
            }
            else if (b > (byte)' ')
            {
                room[written++] = b;
            }
        }
        target.Length += written;
        return true;
    }

    private static int EndOfString(ReadOnlySpan<byte> raw, int quote)
    {
        var at = quote + 1;
        while (true)
        {
            at += raw[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (raw[at] == (byte)'"')
                return at + 1;
            at += 2;
        }
    }

    /// <summary>Bytes that are no UTF-8 become U+FFFD.</summary>
    private static byte[] Rewritten(JsonElement payload)
    {
        var lenient = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        var text = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(payload));
        using var clean = JsonDocument.Parse(text, lenient);
        return JsonSerializer.SerializeToUtf8Bytes(clean.RootElement, LooseJson.Options);
    }
}
