using System.Text.Json;
using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

/// <summary>An event to ask conditions about.</summary>
internal static class Example
{
    public const string Payload = """
        {
          "mount": "/", "value": 92, "load": 1.5, "big": 9007199254740993, "huge": 18446744073709551616, "exp": 1e3,
          "ok": true, "nothing": null, "text": "disk full on /dev/sda1", "accent": "äö😀",
          "tags": ["disk", "root"], "numbers": [1, 2, 3, 4.5], "empty": [], "mixed": [1, "a", null],
          "nested": { "a": { "b": 7 }, "package": 1, "with space": 2 },
          "rows": [{ "pid": 10, "cpu": 97.5 }, { "pid": 11, "cpu": 3 }, { "pid": 12 }],
          "lone": "\ud800"
        }
        """;

    private static readonly JsonElement Json = JsonElement.Parse(Payload);

    public static FakeScope Scope { get; } =
        new()
        {
            ["id"] = Value.Of("e-1"),
            ["type"] = Value.Of("resource.disk_low"),
            ["source"] = Value.Of("sensor/disk"),
            ["timestamp"] = Value.OfTimestamp(1_767_225_600_000),
            ["severity"] = Value.Of(1),
            ["priority"] = Value.Of(1),
            ["trace_id"] = Value.Of("t-1"),
            ["node"] = Value.Of("host-1"),
            ["seq"] = Value.Of(42),
            ["payload"] = Value.Of(Json),
        };

    public static FakeScope SensorScope { get; } =
        new()
        {
            ["payload"] = Value.Of(Json),
            ["sensor"] = Value.Of(JsonElement.Parse("""{"disk":{"/":{"free_bytes":21474836480}},"cpu":{"percent":12.5}}""")),
        };

    public static Condition Parsed(string text, ConditionEnvironment? environment = null)
    {
        var parsed = Condition.Parse(text, environment ?? ConditionEnvironment.Events);
        Assert.True(parsed.IsValid, $"{text}: {string.Join("; ", parsed.Faults)}");
        return parsed.Condition;
    }

    /// <summary>"true", "false" or "error: …".</summary>
    public static string Verdict(string text) => Parsed(text).Evaluate(Scope).ToString();

    public static string Fault(string text)
    {
        var parsed = Condition.Parse(text);
        Assert.False(parsed.IsValid, $"{text} was accepted");
        return parsed.Faults[0].ToString();
    }
}
