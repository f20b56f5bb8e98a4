using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using BenchmarkDotNet.Attributes;

namespace Aios.Benchmarks.Loop;

public class MatchMicro
{
    private Playbook[] _playbooks = [];
    private Catalog _catalog = Catalog.Empty;
    private RecordedEvent _asked = null!;

    [Params(3, 100, 1_000, 10_000)]
    public int Playbooks { get; set; }

    [GlobalSetup]
    public void Open()
    {
        (_playbooks, _asked) = PlaybookSets.WithCondition(Playbooks);
        _catalog = new Catalog(_playbooks);
    }

    [Benchmark]
    public object? Indexed() => MatchBench.Find(_catalog, _asked);

    [Benchmark(Baseline = true)]
    public object? OneAfterTheOther() => MatchBench.Linear(_playbooks, _asked);
}
