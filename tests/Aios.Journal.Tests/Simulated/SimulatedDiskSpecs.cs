using Aios.Loop.Vocabulary;
using Xunit.Abstractions;

namespace Aios.Journal.Tests.Simulated;

/// <summary>
/// Schedules of appends, failing operations and a crash at a drawn place; after each the disk is read as a start reads it. A schedule is its
/// seed: <c>AIOS_DISK_SEED</c> repeats one.
/// </summary>
public sealed class SimulatedDiskSpecs(ITestOutputHelper output)
{
    private const int Few = 3_000;
    private const int Many = 100_000;
    private const int MostBatches = 8;
    private const int MostEvents = 4;
    private const int MostOperations = 40;

    [Fact]
    public void What_was_acknowledged_is_there_after_some_thousand_schedules() => Run(Few);

    [Fact]
    [Trait("Category", "Slow")]
    public void What_was_acknowledged_is_there_after_a_hundred_thousand_schedules() => Run(Many);

    [Fact]
    public void A_writer_that_forgets_to_sync_is_found_out()
    {
        var lost = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var disk = new SimulatedDisk(random, 0, int.MaxValue);
            using var file = disk.Open("events");
            file.Write("a record that nobody synced\n"u8, 0);
            lost += disk.AfterCrash().Length == 0 ? 1 : 0;
        }
        Assert.InRange(lost, 50, 150);
    }

    private void Run(int schedules)
    {
        var from = int.TryParse(Environment.GetEnvironmentVariable("AIOS_DISK_SEED"), out var given) ? given : 0;
        var (faults, crashes, acknowledged, flips, named) = (0, 0, 0, 0, 0);
        for (var seed = from; seed < from + (from == given && given > 0 ? 1 : schedules); seed++)
        {
            var random = new Random(seed);
            var disk = new SimulatedDisk(random, random.NextDouble() * 0.3, random.Next(1, MostOperations));
            var acked = new List<string>();
            crashes += Appends(random, disk, acked) ? 1 : 0;
            (faults, acknowledged) = (faults + disk.Faults, acknowledged + acked.Count);
            var image = disk.AfterCrash();
            GoesOn(seed, image, acked);
            if (image.Length == 0)
                continue;
            flips++;
            named += Flipped(seed, random, image) ? 1 : 0;
        }
        output.WriteLine(
            $"proof T3: {schedules} schedules from seed {from}, {faults} failed operations, {crashes} crashes, {acknowledged} acknowledged, 0 lost, "
                + $"{named} of {flips} flipped bits named, the others cut as the end, 0 accepted"
        );
    }

    /// <returns>True when the crash came.</returns>
    private static bool Appends(Random random, SimulatedDisk disk, List<string> acked)
    {
        var log = new SimulatedLog(disk);
        try
        {
            for (var batch = random.Next(1, MostBatches); batch > 0; batch--)
            {
                Event[] facts = [.. Enumerable.Range(0, random.Next(1, MostEvents)).Select(one => Fact(random, batch, one))];
                try
                {
                    log.Append(facts);
                    acked.AddRange(facts.Select(fact => fact.Id.Value));
                }
                catch (IOException) { }
            }
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
        finally
        {
            log.Close();
        }
    }

    private static Event Fact(Random random, int batch, int one) =>
        Facts.Of(batch * 10 + one, Priority.P1, $$"""{"text":"{{new string('x', random.Next(900))}}"}""");

    private static void GoesOn(int seed, byte[] image, List<string> acked)
    {
        var found = SimulatedLog.Read(image);
        Assert.True(found.Fault is null, $"seed {seed}: {found.Fault}");
        Assert.True(
            IsWithin(acked, found.Ids),
            $"seed {seed}: acknowledged {string.Join(' ', acked)}, found {string.Join(' ', found.Ids)}"
        );

        var disk = SimulatedDisk.Restarted(image[..(int)found.Length]);
        var log = new SimulatedLog(disk, found);
        log.Append([Facts.Of(999)]);
        log.Close();
        var after = SimulatedLog.Read(disk.Now);
        Assert.True(after.Fault is null && after.Ids.Count == found.Ids.Count + 1, $"seed {seed}: it does not go on: {after.Fault}");
    }

    /// <returns>True when the flip was named; else it fell into what is cut as an incomplete end.</returns>
    private static bool Flipped(int seed, Random random, byte[] image)
    {
        var damaged = image.ToArray();
        damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        var (before, after) = (SimulatedLog.Read(image), SimulatedLog.Read(damaged));
        // What is read before the damage is what was written: nothing altered is ever taken for a record.
        Assert.True(before.Ids.Take(after.Ids.Count).SequenceEqual(after.Ids), $"seed {seed}: a damaged record was accepted");
        return after.Fault is not null || after.Ids.Count == before.Ids.Count;
    }

    private static bool IsWithin(List<string> wanted, List<string> found)
    {
        var at = 0;
        foreach (var id in found)
            if (at < wanted.Count && id == wanted[at])
                at++;
        return at == wanted.Count;
    }
}
