using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Inspection;

/// <summary><c>aios.cmd/1</c>: one JSON object per line. A request carries a verb; its answers are written by <see cref="VerbFrames"/>.</summary>
internal static class Frames
{
    public const string Version = VerbFrames.Version;

    /// <summary>The longest request, in bytes without its line feed.</summary>
    public const int MaxRequestBytes = 64 * 1024;

    /// <summary>The longest answer: an event with the largest payload, escaped, and its other members.</summary>
    public const int MaxAnswerBytes = 8 * 1024 * 1024;

    private const int LongestId = 100;
    private const int LongestVerb = 100;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = EventRules.MaxPayloadDepth + 4 };

    public static ReadOnlyMemory<byte> Request(string id, string verb, IReadOnlyDictionary<string, JsonElement> arguments) =>
        VerbFrames.Line(writer =>
        {
            writer.WriteString("v", Version);
            writer.WriteString("id", id);
            writer.WriteString("verb", verb);
            writer.WriteStartObject("args");
            foreach (var (name, value) in arguments)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        });

    /// <summary>Gives the request, or says what is wrong with the line.</summary>
    public static InspectionRequest? ReadRequest(ReadOnlyMemory<byte> line, out string fault)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            var root = document.RootElement;
            fault = "";
            if (root.ValueKind != JsonValueKind.Object)
                fault = "a request is one JSON object per line";
            else if (Text(root, "v") is var version && version != Version)
                fault = $"v is {Shown.Quote(version)}; it must be '{Version}'";
            else if (Text(root, "id") is not { Length: > 0 and <= LongestId } id)
                fault = $"id must be text of 1 to {LongestId} characters";
            else if (Text(root, "verb") is not { Length: > 0 and <= LongestVerb } verb)
                fault = $"verb must be text of 1 to {LongestVerb} characters";
            else if (root.TryGetProperty("args", out var args) && args.ValueKind != JsonValueKind.Object)
                fault = "args must be a JSON object";
            else
                return new InspectionRequest(id, verb, Arguments(args));
        }
        catch (JsonException error)
        {
            fault = $"the line is not JSON: {Shown.Clean(error.Message)}";
        }
        return null;
    }

    /// <exception cref="JsonException">The line is not an answer.</exception>
    public static InspectionAnswer ReadAnswer(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return Text(root, "kind") switch
        {
            "item" when root.TryGetProperty("item", out var item) => new InspectionAnswer.Item(item.Clone()),
            "progress" => new InspectionAnswer.Progress(Text(root, "text") ?? ""),
            "end" when root.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) => new InspectionAnswer.End(
                number,
                Text(root, "error")
            ),
            var kind => throw new JsonException($"kind {Shown.Quote(kind)} is none of item, progress, end"),
        };
    }

    private static Dictionary<string, JsonElement> Arguments(JsonElement args)
    {
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (args.ValueKind == JsonValueKind.Object)
            foreach (var member in args.EnumerateObject())
                arguments[member.Name] = member.Value.Clone();
        return arguments;
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <param name="Id">The caller's own; every answer repeats it.</param>
internal sealed record InspectionRequest(string Id, string Verb, IReadOnlyDictionary<string, JsonElement> Arguments);

internal abstract record InspectionAnswer
{
    internal sealed record Item(JsonElement Value) : InspectionAnswer;

    internal sealed record Progress(string Text) : InspectionAnswer;

    internal sealed record End(int Code, string? Error) : InspectionAnswer;
}
