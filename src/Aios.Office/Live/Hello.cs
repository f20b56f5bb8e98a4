using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <summary>The only frame that a client sends. It names all its subscriptions, in place of those before.</summary>
internal sealed record Hello(IReadOnlyList<Subscription> Subscriptions)
{
    /// <returns>The hello, or what is wrong with the frame, as a farewell says it.</returns>
    public static (Hello? Hello, string? Fault) Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var text = JsonDocument.Parse(frame);
            var root = text.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return (null, "a frame is a JSON object");
            if (Text(root, "kind") is not "hello")
                return (null, $"kind is {Shown.Quote(Text(root, "kind") ?? "")}; a client sends hello");
            if (Text(root, "v") is not Frames.Version)
                return (null, $"v is {Shown.Quote(Text(root, "v") ?? "")}; this node speaks {Frames.Version}");
            if (!root.TryGetProperty("subs", out var subs) || subs.ValueKind != JsonValueKind.Array)
                return (null, "subs must be a list");
            var read = subs.EnumerateArray().Select(Subscription).ToList();
            return read.Contains(null) ? (null, "each of subs must have an id and a topic, both text") : (new Hello(read!), null);
        }
        catch (JsonException)
        {
            return (null, "a frame is JSON");
        }
    }

    private static Subscription? Subscription(JsonElement each) =>
        each.ValueKind == JsonValueKind.Object && Text(each, "id") is { } id && Text(each, "topic") is { } topic
            ? new Subscription(id, topic, Text(each, "filter") ?? "", Text(each, "minSev") ?? "", Resumed(each))
            : null;

    // What cannot be read is as good as nothing: a snapshot follows.
    private static Resume? Resumed(JsonElement each) =>
        each.TryGetProperty("resume", out var resume)
        && resume.ValueKind == JsonValueKind.Object
        && Text(resume, "stream") is { } stream
        && Text(resume, "epoch") is { } epoch
        && resume.TryGetProperty("seq", out var seq)
        && seq.ValueKind == JsonValueKind.Number
        && seq.TryGetInt64(out var number)
            ? new Resume(stream, epoch, number)
            : null;

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
