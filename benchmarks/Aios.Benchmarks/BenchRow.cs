namespace Aios.Benchmarks;

internal sealed record BenchRow(string Name, double Value, string Unit, string? Baseline = null, double? Ratio = null);
