using System.Diagnostics;

namespace Aios.Benchmarks;

/// <summary>One figure over all rounds.</summary>
/// <param name="Baseline">As it was in the round of the median.</param>
/// <param name="Ratio">Median of the ratios within one round.</param>
internal sealed record Figure(string Name, double Median, double Least, double Most, string Unit, string? Baseline, double? Ratio);

/// <param name="LoadBefore">Runnable tasks on the machine when the first round began, 1-minute average.</param>
internal sealed record Answer(
    string Question,
    int Rounds,
    IReadOnlyList<Figure> Figures,
    TimeSpan Took,
    string LoadBefore,
    string LoadAfter
)
{
    public static Answer Ask(Question question, int rounds, Action<int> begin)
    {
        var started = Stopwatch.GetTimestamp();
        var load = Report.MachineNote.Load();
        var rows = new List<BenchRow>();
        for (var round = 1; round <= rounds; round++)
        {
            begin(round);
            rows.AddRange(question.Run(1));
        }
        var figures = rows.GroupBy(row => row.Name).Select(Summary).ToList();
        return new Answer(question.Name, rounds, figures, Stopwatch.GetElapsedTime(started), load, Report.MachineNote.Load());
    }

    private static Figure Summary(IGrouping<string, BenchRow> rows)
    {
        var sorted = rows.OrderBy(row => row.Value).ToList();
        var median = sorted[sorted.Count / 2];
        var ratios = sorted.Where(row => row.Ratio is not null).Select(row => row.Ratio!.Value).Order().ToList();
        return new Figure(
            rows.Key,
            median.Value,
            sorted[0].Value,
            sorted[^1].Value,
            median.Unit,
            median.Baseline,
            ratios.Count == 0 ? null : ratios[ratios.Count / 2]
        );
    }
}
