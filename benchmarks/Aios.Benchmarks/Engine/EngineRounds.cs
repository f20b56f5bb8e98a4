using Akka.Actor;
using Akka.Configuration;

namespace Aios.Benchmarks.Engine;

/// <summary>Runs baseline and subject in turns, so that noise hits both, and takes medians.</summary>
internal static class EngineRounds
{
    /// <summary>As good as no bound: the baselines have none.</summary>
    public static ActorSystem Unbounded(string settings = "") =>
        ActorSystem.Create(
            "bench",
            ConfigurationFactory.ParseString("akka.loglevel = OFF\nakka.actor.default-mailbox.mailbox-capacity = 1000000000\n" + settings)
        );

    /// <summary>Medians over the rounds; the ratio is subject to baseline within one round. One round before them warms up.</summary>
    public static (double Baseline, double Subject, double Ratio) Compare(int rounds, Func<double> baseline, Func<double> subject)
    {
        var measured = new List<(double Baseline, double Subject)>();
        for (var round = 0; round <= Math.Max(1, rounds); round++)
        {
            GC.Collect();
            var first = baseline();
            GC.Collect();
            var second = subject();
            if (round > 0)
                measured.Add((first, second));
        }
        return (
            Median(measured.Select(m => m.Baseline)),
            Median(measured.Select(m => m.Subject)),
            Median(measured.Select(m => m.Subject / m.Baseline))
        );
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
