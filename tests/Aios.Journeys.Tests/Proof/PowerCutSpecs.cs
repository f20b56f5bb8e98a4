using System.Globalization;
using Aios.Journeys.Tests.Processes;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>
/// The power goes while events are appended, days pass, and old ones are archived, summarised and deleted; what was acknowledged by then
/// must be on the disk when it is back.
/// </summary>
/// <remarks><c>AIOS_POWER_CUTS</c> sets how many, <c>AIOS_POWER_SEED</c> repeats a course.</remarks>
public sealed class PowerCutSpecs(ITestOutputHelper output)
{
    private const int Cuts = 20;
    private const int MostAcksBefore = 400;
    private const int PerDay = 40;

    [PowerCutFact]
    [Trait("Category", "Slow")]
    public async Task What_was_acknowledged_before_the_power_went_is_there_when_it_is_back()
    {
        var (cuts, seed) = (Given("CUTS") ?? Cuts, Given("SEED") ?? Random.Shared.Next());
        var evidence = new Evidence(output, "T4", seed);
        var random = new Random(seed);
        var (acked, days) = (0, 0);
        for (var cut = 0; cut < cuts; cut++)
        {
            await using var disk = await DyingDisk.Make();
            var folder = new HostFolder(Path.Combine(disk.FullPath, "data"));
            var host = new HostProcess(folder.FullPath, $"append run 1000000 {PerDay} 1");
            folder.Add(await host.Run($"run-{random.Next(1, MostAcksBefore)}", disk.Cut));
            disk.Repair();
            var ended = folder.Acked.Count / PerDay;
            (acked, days) = (acked + folder.Acked.Count, days + ended);
            folder.Check($"seed-{seed}-cut-{cut}", ended + 2);
        }
        evidence.Write(
            new
            {
                Cuts = cuts,
                Days = days,
                Acked = acked,
                Lost = 0,
                Fs = "ext4",
            }
        );
    }

    private static int? Given(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable($"AIOS_POWER_{name}"), CultureInfo.InvariantCulture, out var value) ? value : null;

    private sealed class PowerCutFactAttribute : FactAttribute
    {
        public PowerCutFactAttribute() => Skip = Requirement.PowerCuts!;
    }
}
