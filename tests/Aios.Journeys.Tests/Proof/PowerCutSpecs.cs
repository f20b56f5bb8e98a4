using System.Globalization;
using Aios.Journeys.Tests.Processes;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>The power goes while events are appended; what was acknowledged by then must be on the disk when it is back.</summary>
/// <remarks><c>AIOS_POWER_CUTS</c> sets how many, <c>AIOS_POWER_SEED</c> repeats a course.</remarks>
public sealed class PowerCutSpecs(ITestOutputHelper output)
{
    private const int Cuts = 20;
    private const int MostAcksBefore = 400;

    [PowerCutFact]
    [Trait("Category", "Slow")]
    public async Task What_was_acknowledged_before_the_power_went_is_there_when_it_is_back()
    {
        var (cuts, seed) = (Given("CUTS") ?? Cuts, Given("SEED") ?? Random.Shared.Next());
        var random = new Random(seed);
        var acked = 0;
        for (var cut = 0; cut < cuts; cut++)
        {
            await using var disk = await DyingDisk.Make();
            var host = new JournalHost(Path.Combine(disk.FullPath, "data"));
            acked += await host.RunUntil(random.Next(1, MostAcksBefore), disk.Cut);
            disk.Repair();
            await host.Check($"seed-{seed}-cut-{cut}");
        }
        output.WriteLine($"proof T4: {cuts} power cuts on ext4, seed {seed}, {acked} acknowledged, 0 lost");
    }

    private static int? Given(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable($"AIOS_POWER_{name}"), CultureInfo.InvariantCulture, out var value) ? value : null;

    private sealed class PowerCutFactAttribute : FactAttribute
    {
        public PowerCutFactAttribute() => Skip = Requirement.PowerCuts!;
    }
}
