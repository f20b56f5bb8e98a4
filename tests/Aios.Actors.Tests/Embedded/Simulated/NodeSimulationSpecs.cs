using System.Diagnostics;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>
/// Whole nodes in one thread and virtual time: every actor, log, ledger and database, under crashes and power cuts. A run is its seed:
/// <c>AIOS_SIMULATION_SEED</c> repeats one, or some: <c>7</c>, <c>7-90</c>.
/// </summary>
public sealed class NodeSimulationSpecs(ITestOutputHelper output)
{
    private const int Few = 2;
    private const int Many = 100;

    [Fact]
    public void Nothing_is_lost_repeated_or_left_open_after_some_seeds() => Check(Few);

    [Fact]
    [Trait("Category", "Slow")]
    public void Nothing_is_lost_repeated_or_left_open_after_many_seeds() => Check(Many);

    [Fact]
    public void The_same_seed_makes_the_same_trace_and_another_seed_another()
    {
        var hashes = Enumerable.Range(1, 2).Select(seed => NodeSimulation.Run(seed).Hash).ToArray();
        var again = Enumerable.Range(1, 2).Select(seed => NodeSimulation.Run(seed).Hash).ToArray();

        Assert.Equal(hashes, again);
        Assert.Equal(2, hashes.Distinct().Count());
    }

    [Theory]
    [InlineData(nameof(Plant.AnswerBeforeSync), "was acknowledged and is not on record")]
    [InlineData(nameof(Plant.EffectBeforeIntent), "no open intent is on disk")]
    public void A_planted_race_is_found(string plant, string named)
    {
        var found = Enumerable
            .Range(1, 20)
            .Select(seed => NodeSimulation.Run(seed, Enum.Parse<Plant>(plant)))
            .FirstOrDefault(outcome => outcome.Violations.Any(violation => violation.Contains(named, StringComparison.Ordinal)));

        Assert.NotNull(found);
        output.WriteLine($"{plant} is found by seed {found.Seed}: {found.Violations[0]}");
    }

    private void Check(int seeds)
    {
        var began = Stopwatch.GetTimestamp();
        var evidence = new Evidence(output, "T12", Seeds(seeds).First());
        var outcomes = Seeds(seeds).Select(seed => NodeSimulation.Run(seed)).ToList();
        var spent = TimeSpan.FromTicks(outcomes.Sum(outcome => outcome.Virtual.Ticks));
        var hashes = outcomes.Aggregate(0UL, (all, outcome) => all * 31 + Convert.ToUInt64(outcome.Hash, 16));
        evidence.Write(
            new
            {
                Seeds = outcomes.Count,
                VirtualMinutes = Math.Round(spent.TotalMinutes),
                Turns = outcomes.Sum(each => each.Steps),
                KillsAndPowerCuts = outcomes.Sum(each => each.Ends),
                Crashes = outcomes.Sum(each => each.Crashes),
                Acked = outcomes.Sum(each => each.Acknowledged),
                Effects = outcomes.Sum(each => each.Effects),
                RepeatsOfIdempotent = outcomes.Sum(each => each.Repeats),
                Violations = outcomes.Sum(each => each.Violations.Count),
                TimesReal = Math.Round(spent / Stopwatch.GetElapsedTime(began)),
                TraceHash = $"{hashes:x16}",
            }
        );
        var bad = outcomes.Where(outcome => outcome.Violations.Count > 0).ToList();
        foreach (var outcome in bad.Take(5))
            output.WriteLine($"{string.Join("\n", outcome.Violations.Take(10))}\n{outcome.Trace}\n");
        Assert.True(
            bad.Count == 0,
            string.Join("\n", bad.Select(outcome => $"seed {outcome.Seed}, hash {outcome.Hash}: {outcome.Violations[0]}"))
        );
    }

    private static IEnumerable<int> Seeds(int count)
    {
        var given = Environment.GetEnvironmentVariable("AIOS_SIMULATION_SEED")?.Split('-').Select(int.Parse).ToArray();
        return given is null ? Enumerable.Range(1, count) : Enumerable.Range(given[0], given[^1] - given[0] + 1);
    }
}
