using Aios.Actors.Sensing;
using Aios.Benchmarks.Platform;
using Aios.Loop.Sensing;
using BenchmarkDotNet.Attributes;

namespace Aios.Benchmarks.Actors;

public class BeatMicro
{
    private readonly Beat _beat = new(SensingSettings.Default, TimeProvider.System);

    [Benchmark]
    public Crossings Beat() => _beat.Take();

    [Benchmark(Baseline = true)]
    public double Files() => MachineBench.ReadFiles().Busy;

    [GlobalCleanup]
    public void Close() => _beat.Dispose();
}
