using System.Globalization;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Live;

/// <summary>The frames that the node sends in <c>aios.ui/1</c>, described in asyncapi.yaml. Each is held once, by the caller.</summary>
internal static class Frames
{
    public const string Version = "aios.ui/1";

    /// <param name="subs">One for each subscription of the hello, in its order.</param>
    public static Frame Ready(string boot, TimeSpan beat, VerbRole role, IEnumerable<Follow> subs) =>
        Frame.Write(
            "ready",
            writer =>
            {
                writer.WriteString("v", Version);
                writer.WriteString("boot", boot);
                writer.WriteNumber("beatMs", (long)beat.TotalMilliseconds);
                writer.WriteString("role", role.Text());
                writer.WriteStartArray("subs");
                foreach (var sub in subs)
                    Write(writer, sub);
                writer.WriteEndArray();
            }
        );

    public static Frame Snapshot(
        string stream,
        string boot,
        long seq,
        DateTimeOffset at,
        IEnumerable<KeyValuePair<string, JsonElement>> rows
    ) =>
        Frame.Write(
            "snapshot",
            writer =>
            {
                writer.WriteString("stream", stream);
                writer.WriteString("boot", boot);
                writer.WriteNumber("seq", seq);
                writer.WriteString("at", Time(at));
                WriteRows(writer, rows);
            }
        );

    /// <param name="n">How many changes waited for it.</param>
    public static Frame Delta(string stream, long from, long seq, DateTimeOffset at, int n, Changes changes) =>
        Frame.Write(
            "delta",
            writer =>
            {
                writer.WriteString("stream", stream);
                writer.WriteNumber("from", from);
                writer.WriteNumber("seq", seq);
                writer.WriteString("at", Time(at));
                writer.WriteNumber("n", n);
                if (changes.Added.Count > 0)
                    WriteRows(writer, changes.Added);
                writer.WriteStartArray("d");
                foreach (var change in changes.Changed)
                    Write(writer, change);
                writer.WriteEndArray();
                writer.WriteStartArray("gone");
                foreach (var key in changes.Gone)
                    writer.WriteStringValue(key);
                writer.WriteEndArray();
                writer.WriteNumber("dropped", changes.Dropped);
            }
        );

    /// <param name="streams">Those whose newest frame its reader has been sent, with its number.</param>
    public static Frame Beat(string boot, DateTimeOffset at, IEnumerable<(string Name, long Seq)> streams) =>
        Frame.Write(
            "beat",
            writer =>
            {
                writer.WriteString("boot", boot);
                writer.WriteString("at", Time(at));
                writer.WriteStartObject("seqs");
                foreach (var (name, seq) in streams)
                    writer.WriteNumber(name, seq);
                writer.WriteEndObject();
            }
        );

    public static Frame Bye(Farewell farewell) =>
        Frame.Write(
            "bye",
            writer =>
            {
                writer.WriteString("reason", farewell.Reason);
                writer.WriteNumber("retryAfterMs", farewell.RetryAfterMs);
            }
        );

    private static void Write(Utf8JsonWriter writer, Follow sub)
    {
        writer.WriteStartObject();
        writer.WriteString("id", sub.Asked.Id);
        if (sub.Refused is { } why)
            writer.WriteString("refused", why);
        else
            writer.WriteString("stream", sub.Stream!.Name);
        if (sub.Stream is { Key.IsSlow: true })
            writer.WriteBoolean("slow", true);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(change.Key);
        writer.WriteStringValue(change.Member);
        if (change.Value is { } value)
            value.WriteTo(writer);
        else
            writer.WriteNullValue();
        writer.WriteEndArray();
    }

    private static void WriteRows(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, JsonElement>> rows)
    {
        writer.WriteStartObject("rows");
        foreach (var (key, row) in rows)
        {
            writer.WritePropertyName(key);
            row.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
