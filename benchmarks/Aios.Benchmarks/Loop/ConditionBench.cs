using System.Diagnostics;
using System.Text.Json;
using Aios.Loop.Conditions;

namespace Aios.Benchmarks.Loop;

/// <summary>What one evaluation costs. Baseline: the same question written in C# over the same JSON.</summary>
internal static class ConditionBench
{
    // Short batches and the best of many: the noise of a busy machine only ever adds time.
    private const int BatchesPerRound = 50;
    private const int Evaluations = 4_000;

    private static readonly (string Name, string Text)[] Questions =
    [
        ("type and number", "type == 'resource.disk_low' && payload.value > 90"),
        ("first part decides", "type == 'agent.error' && payload.value > 90"),
        ("missing field", "payload.nope == 1"),
        ("four parts", "payload.mount == '/' && severity >= warn && !(payload.load > 2) && payload.value in [90, 91, 92]"),
        ("pattern", "payload.text.matches('^disk .*sd[a-z][0-9]$')"),
        ("macro over 3 items", "payload.rows.exists(r, r.cpu > 99)"),
    ];

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var scope = new EventScope(
            JsonElement.Parse(
                """{"mount":"/","text":"disk full on /dev/sda1","load":1.5,"value":92,"rows":[{"cpu":1},{"cpu":2.5},{"cpu":3}]}"""
            )
        );
        const string Baseline = "type and number, in C#";
        var baseline = Best(rounds, scope.AsCode);
        var rows = new List<BenchRow> { new($"condition: {Baseline}", baseline.Nanoseconds, "ns/op") };
        foreach (var (name, text) in Questions)
        {
            var condition = Condition.Parse(text).Condition ?? throw new InvalidOperationException($"{text} is no condition");
            var cost = Best(rounds, () => condition.Evaluate(scope).IsTrue);
            rows.Add(new($"condition: {name}", cost.Nanoseconds, "ns/op", Baseline, cost.Nanoseconds / baseline.Nanoseconds));
            rows.Add(new($"condition: {name}, allocated", cost.Bytes, "B/op"));
        }

        var parse = Best(rounds, () => Condition.Parse(Questions[0].Text).IsValid, Evaluations / 20);
        rows.Add(new("condition: parse", parse.Nanoseconds, "ns/op"));
        return rows;
    }

    private static (double Nanoseconds, double Bytes) Best(int rounds, Func<bool> question, int evaluations = Evaluations)
    {
        var (best, bytes, holds) = (double.MaxValue, 0d, 0);
        for (var batch = 0; batch <= rounds * BatchesPerRound; batch++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < evaluations; i++)
                holds += question() ? 1 : 0;
            var elapsed = Stopwatch.GetElapsedTime(start);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)evaluations;
            best = Math.Min(best, elapsed.TotalNanoseconds / evaluations);
        }

        GC.KeepAlive(holds);
        return (best, bytes);
    }

    private sealed class EventScope(JsonElement payload) : IConditionScope
    {
        private readonly string _type = string.Concat("resource", ".disk_low");

        public bool AsCode() =>
            _type == "resource.disk_low"
            && payload.TryGetProperty("value", out var value)
            && value.TryGetInt64(out var number)
            && number > 90;

        public bool TryGet(string name, out Value value)
        {
            value = name switch
            {
                "type" => Value.Of(_type),
                "severity" => Value.Of(1),
                "payload" => Value.Of(payload),
                _ => Value.Null,
            };
            return name is "type" or "severity" or "payload";
        }
    }
}
