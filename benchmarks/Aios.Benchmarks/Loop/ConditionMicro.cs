using Aios.Loop.Conditions;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using BenchmarkDotNet.Attributes;

namespace Aios.Benchmarks.Loop;

public class ConditionMicro
{
    private readonly Condition _condition = Condition.Parse("payload.used_percent > 90 && payload.mount == '/'").Condition!;
    private readonly Event _fact = PlaybookSets.WithCondition(1).Asked.Event;
    private readonly EventScope _scope = new(PlaybookSets.WithCondition(1).Asked);

    [Benchmark]
    public bool Evaluated() => _condition.Evaluate(_scope).IsTrue;

    [Benchmark(Baseline = true)]
    public bool WrittenInCode() =>
        _fact.Payload is { } payload
        && payload.TryGetProperty("used_percent", out var used)
        && used.TryGetInt64(out var percent)
        && percent > 90
        && payload.TryGetProperty("mount", out var mount)
        && mount.ValueEquals("/");
}
