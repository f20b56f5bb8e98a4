using System.Text.Json;

namespace Aios.Journeys.Tests.Log;

/// <summary>The event log as plain lines of JSON, read without any code of the product.</summary>
internal static class EventsOnDisk
{
    public static IReadOnlyList<string> Files(string data) =>
        [.. Directory.GetFiles(Path.Combine(data, "events"), "*.jsonl").Order(StringComparer.Ordinal)];

    /// <summary>All records, in the order of the files and lines.</summary>
    public static IReadOnlyList<JsonElement> Read(string data) =>
        [.. Files(data).SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line))];

    public static string Type(this JsonElement fact) => fact.GetProperty("type").GetString()!;

    public static long Seq(this JsonElement fact) => fact.GetProperty("seq").GetInt64();

    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : value.GetRawText()
            : null;

    /// <summary>A member of the payload.</summary>
    public static string? Said(this JsonElement fact, string name) =>
        fact.TryGetProperty("payload", out var payload) ? payload.Text(name) : null;

    /// <summary>Which of the wanted kinds the records show, in their order; each kind is looked for after the one before.</summary>
    public static void AssertOrder(IEnumerable<JsonElement> records, params (string What, Func<JsonElement, bool> Fits)[] wanted)
    {
        var all = records.ToList();
        var at = 0;
        foreach (var (what, fits) in wanted)
        {
            var found = all.FindIndex(at, record => fits(record));
            Assert.True(found >= 0, $"no '{what}' behind position {at} of\n{string.Join('\n', all.Select(Short))}");
            at = found + 1;
        }
    }

    public static string Short(this JsonElement fact) =>
        $"{fact.Seq()} {fact.Type()} step={fact.Said("step")} reason={fact.Said("reason")} {fact.Text("trace_id")}";

    /// <summary>The run that the reactor planned for this event.</summary>
    public static string RunOf(this JsonElement fact, IEnumerable<JsonElement> records) =>
        records.First(record => record.Type() == "reactor.matched" && record.Said("event_seq") == fact.Text("seq")).Said("run")!;
}
