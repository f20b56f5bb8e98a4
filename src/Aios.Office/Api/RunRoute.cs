using System.Text;
using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Api;

/// <summary>
/// <c>POST /api/v1/verbs/run</c>: a verb by its name, as the inspection port takes it: <c>{"verb": "runs ls", "args": {}}</c>, answered
/// with the same frames. A write under an <c>Idempotency-Key</c> is answered whole, when it is over.
/// </summary>
internal sealed class RunRoute(OfficeHost host, Idempotency keys)
{
    private const int LongestId = 100;

    public async Task Run(HttpContext context, VerbCaller caller)
    {
        var body = await RequestBody.Read(context);
        var asked = RequestBody.ObjectOf(body);
        var id = Text(asked, "id") ?? FrameStream.OnlyId;
        var entry = host.Verbs.All.FirstOrDefault(each => each.Name == Text(asked, "verb"));
        var faults = Faults(context, asked, id, entry is { TellsSecret: true });
        if (faults.Count > 0)
        {
            await ApiCall.Faulty(context, faults).Write(context);
            return;
        }
        var call = new VerbCall(Text(asked, "verb")!, Arguments(asked), caller);
        if (entry is { Effect: not VerbEffect.Read, Streams: false } && caller.Role.Permits(entry))
            await (await keys.Once(context, caller.Person, body, () => Whole(call, id, ApiCall.Stopping(context)))).Write(context);
        else
            await FrameStream.Run(host, context, call, id);
    }

    private async Task<Answer> Whole(VerbCall call, string id, CancellationToken stopping)
    {
        var frames = new KeptFrames(id);
        var end = await host.Verbs.Run(call, frames, stopping);
        return new Answer(200, FrameStream.ContentType, frames.Text + Line(VerbFrames.End(id, end.Code, end.Error)));
    }

    private static List<string> Faults(HttpContext context, JsonElement asked, string id, bool isSecret)
    {
        var faults = new List<string>();
        if (Text(asked, "verb") is not { Length: > 0 })
            faults.Add("verb must be the name of a verb, such as 'runs ls'; GET /api/v1/verbs lists them");
        if (asked.TryGetProperty("args", out var args) && args.ValueKind != JsonValueKind.Object)
            faults.Add("args must be a JSON object");
        if (id.Length is 0 or > LongestId)
            faults.Add($"id must be text of 1 to {LongestId} characters");
        if (Idempotency.Fault(context, isSecret) is { } fault)
            faults.Add(fault);
        return faults;
    }

    private static Dictionary<string, JsonElement> Arguments(JsonElement asked)
    {
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (asked.TryGetProperty("args", out var given))
            foreach (var member in given.EnumerateObject())
                arguments[member.Name] = member.Value;
        return arguments;
    }

    private static string? Text(JsonElement asked, string name) =>
        asked.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Line(ReadOnlyMemory<byte> frame) => Encoding.UTF8.GetString(frame.Span);

    private sealed class KeptFrames(string id) : IVerbOutput
    {
        private readonly StringBuilder _text = new();

        public string Text => _text.ToString();

        public ValueTask Item(JsonElement item) => Add(VerbFrames.Item(id, item));

        public ValueTask Progress(string text) => Add(VerbFrames.Progress(id, text));

        private ValueTask Add(ReadOnlyMemory<byte> frame)
        {
            _text.Append(Line(frame));
            return ValueTask.CompletedTask;
        }
    }
}
