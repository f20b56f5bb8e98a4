using System.Globalization;
using Aios.Platform.Files;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journal.Tests.Simulated;

/// <summary>What is acknowledged lasts, whatever the disk does. A schedule is its seed: <c>AIOS_DISK_SEED</c> repeats one.</summary>
public sealed class SimulatedDiskSpecs(ITestOutputHelper output)
{
    private const int Few = 1_000;
    private const int Many = 100_000;

    [Fact]
    public void What_was_acknowledged_is_there_after_a_thousand_schedules() => Run(Few);

    [Fact]
    [Trait("Category", "Slow")]
    public void What_was_acknowledged_is_there_after_a_hundred_thousand_schedules() => Run(Many);

    [Fact]
    public void A_writer_that_forgets_to_sync_is_found_out()
    {
        var lost = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var disk = new SimulatedDisk(new Random(seed), 1024);
            var folder = DataFolder.OpenOrCreate("/data", disk);
            using (var file = folder.OpenAppend("events"))
                file.Write("a record that nobody synced\n"u8, 0);
            disk.Restart(powerCut: true);
            lost += folder.ReadAll("events")!.Length == 0 ? 1 : 0;
        }
        Assert.InRange(lost, 50, 150);
    }

    [Fact]
    public void A_name_that_nobody_synced_is_found_out()
    {
        var back = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var disk = new SimulatedDisk(new Random(seed), 1024);
            var folder = DataFolder.OpenOrCreate("/data", disk);
            folder.Replace("old", "x"u8);
            disk.Rename("/data/old", "/data/new");
            disk.Restart(powerCut: true);
            back += disk.HasFile("/data/old") ? 1 : 0;
        }
        Assert.InRange(back, 50, 150);
    }

    private void Run(int schedules)
    {
        int? given = int.TryParse(Environment.GetEnvironmentVariable("AIOS_DISK_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : null;
        var (from, count) = given is null ? (0, schedules) : (seed, 1);
        var evidence = new Evidence(output, "T3", from);
        var (gate, all) = (new Lock(), new Tally());
        Parallel.For(
            from,
            from + count,
            () => new Tally(),
            (number, _, sum) => sum + RunOne(number),
            sum =>
            {
                lock (gate)
                    all += sum;
            }
        );
        Assert.True(given is not null || all is { Archived: > 0, Deleted: > 0, FullDisks: > 0, Kills: > 0, PowerCuts: > 0 }, $"{all}");
        evidence.Write(
            new
            {
                Schedules = count,
                Counts = all,
                Lost = 0,
                AlteredAndAccepted = 0,
            }
        );
    }

    private static Tally RunOne(int seed)
    {
        var schedule = new Schedule(seed);
        try
        {
            schedule.Run();
            return schedule.Tally;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"seed {seed}: {error.Message}; repeat it with AIOS_DISK_SEED={seed}", error);
        }
    }
}
