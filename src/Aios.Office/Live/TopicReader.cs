using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <param name="Fault">Why nothing of it could be read; null: the rows are what is.</param>
internal sealed record TopicRows(IReadOnlyDictionary<string, JsonElement> Rows, string? Fault)
{
    public static TopicRows Unread(string why) => new(new Dictionary<string, JsonElement>(), why);
}

/// <summary>Reads the rows of a topic as the verbs tell them: the office has no second model of what is.</summary>
internal static class TopicReader
{
    /// <param name="sees">With whose eyes.</param>
    public static async Task<TopicRows> Read(Topic topic, IVerbs verbs, VerbRole sees, CancellationToken cancel)
    {
        var (rows, faults) = (new Dictionary<string, JsonElement>(StringComparer.Ordinal), new List<string>());
        var caller = new VerbCaller("office", "office", sees);
        foreach (var part in topic.Parts)
        {
            var end = await verbs.Run(new VerbCall(part.Verb, part.Arguments, caller), new Collector(part, rows), cancel);
            if (end.Code is not (ExitCode.Done or ExitCode.Unhealthy))
                faults.Add(end.Error ?? $"'{part.Verb}' ended with {end.Code}");
        }
        // Whoever does not answer leaves out its own row: the others are told.
        return new TopicRows(rows, faults.Count == topic.Parts.Count ? string.Join("; ", faults) : null);
    }

    private sealed class Collector(TopicPart part, Dictionary<string, JsonElement> rows) : IVerbOutput
    {
        public ValueTask Item(JsonElement item)
        {
            if (rows.Count < TopicPart.MostRows)
                rows[part.Key ?? item.GetProperty("id").GetString()!] = LooseJson.Object([
                    .. item.EnumerateObject()
                        .Where(member => part.Tells(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
                        .Select(member => (member.Name, (object?)member.Value)),
                ]);
            return ValueTask.CompletedTask;
        }

        public ValueTask Progress(string text) => ValueTask.CompletedTask;
    }
}
