using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Shipped;

/// <summary>Every shipped repair against its fault, made for real, and against a world in which the repair fails; all on one node.</summary>
public sealed class ShippedScenarioSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    // Shorter times between looks; no bound of a resource and no playbook differs.
    private const string Settings = """
        aios {
          inspection.max-clients = 64
          heartbeat.interval = 200ms
          sensors {
            process.interval = 200ms
            process-growth { window = 2s, cooldown = 0s }
            disk { interval = 200ms, cooldown = 0s }
            port { interval = 200ms, failures = 2, cooldown = 0s }
            http { interval = 200ms, cooldown = 0s }
            certificate { interval = 500ms, cooldown = 0s }
            file { interval = 200ms, cooldown = 0s }
          }
        TARGETS
        }
        """;

    // Two rungs of a ladder, each with its time to verify.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);

    private readonly TemporaryFolder _folder = new();
    private readonly List<SmallDisk> _disks = [];
    private readonly List<Scenario> _scenarios = [];

    public Task InitializeAsync()
    {
        const string start = "/usr/bin/setsid, \"--fork\", SELF";
        _scenarios.AddRange([
            new StoppedProcess(_folder, "process started again", "restart-process", "verified", start),
            new StoppedProcess(_folder, "process whose starter is missing", "restart-process", "stuck", "/nowhere/starter"),
            new StoppedProcess(_folder, "process whose starter fails", "restart-process", "stuck", "/bin/false"),
            new StoppedProcess(_folder, "process whose starter does nothing", "restart-process", "stuck", "/bin/true"),
            new StoppedProcess(_folder, "process that nobody said how to start", "tell-about-targets", "verified", null),
            new LeakingProcess(_folder, "leaking process ended", "verified", isApproved: true),
            new LeakingProcess(_folder, "leaking process that a person keeps", "denied", isApproved: false),
            new DeadPort(_folder, "port opened again", "verified", start),
            new DeadPort(_folder, "port whose starter does nothing", "stuck", "/bin/true"),
            new AwayPort("port that comes back by itself", "verified", comesBack: true),
            new AwayPort("port that stays away", "stuck", comesBack: false),
            new BusyAddress("address that is asked too often"),
            new LargeLog(_folder, "log rotated", "verified"),
            new FullFolder(_folder, "folder kept within its quota", "verified", isOld: true),
            new FullFolder(_folder, "folder full of what is new", "stuck", isOld: false),
            new OldCertificate(_folder, "certificate that ends"),
        ]);
        if (Requirement.Mounts is null)
            _scenarios.Add(new LargeLog(_folder, "log on a full disk", "rolled-back", Kept(new SmallDisk("1m"))));
        if (Requirement.BlockDisks is null)
            _scenarios.AddRange([
                new FullDisk(Kept(SmallDisk.OfBlocks("32m")), "disk cleaned", "verified", isOld: true),
                new FullDisk(Kept(SmallDisk.OfBlocks("32m")), "disk full of what is new", "stuck", isOld: false),
            ]);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var scenario in _scenarios)
            await scenario.DisposeAsync();
        foreach (var disk in _disks)
            disk.Dispose();
        _folder.Dispose();
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Each_fault_is_repaired_and_verified_or_the_world_is_as_before_and_people_know()
    {
        var evidence = new Evidence(output, "shipped");
        foreach (var scenario in _scenarios)
            await scenario.Prepare();
        var targets = string.Join(
            '\n',
            _scenarios
                .SelectMany(each => each.Targets)
                .GroupBy(each => each.List, each => each.Item)
                .Select(list => $"  targets.{list.Key} = [{string.Join(", ", list)}]")
        );
        var config = _folder.Write("aios.conf", Settings.Replace("TARGETS", targets, StringComparison.Ordinal));
        await using var node = await NodeProcess.In(_folder.PathOf("data"), ["--config", config]);
        var faults = await Task.WhenAll(_scenarios.Select(scenario => Fault(node, scenario)));
        Assert.True(faults.All(fault => fault.Length == 0), string.Join("\n\n", faults.Where(fault => fault.Length > 0)));

        var effects = (await node.Run("effects", "ls", "--limit", "500", "--json")).With(0).Items("aios.effects/1");
        Assert.NotEmpty(effects);
        var open = effects.Count(effect => effect.Text("state") is "open" or "unknown");
        Assert.Equal(0, open);
        (await node.Terminate()).With(0);
        var (all, told) = (
            _scenarios,
            _scenarios.Count(each => each.Playbook is "tell-about-targets" or "tell-about-sensors" or "certificate-expiring")
        );
        evidence.Write(
            new
            {
                Scenarios = all.Count,
                Verified = Ended("run.verified") - told,
                RolledBack = Ended("run.rolled-back"),
                StuckAndTold = Ended("run.stuck"),
                Denied = Ended("run.denied"),
                Told = told,
                Effects = effects.Count,
                LeftOpen = open,
            }
        );

        int Ended(string end) => all.Count(each => each.End == end);
    }

    private static async Task<string> Fault(NodeProcess node, Scenario scenario)
    {
        try
        {
            await Play(node, scenario);
            return "";
        }
        catch (Exception error)
        {
            return $"{scenario.Name}: {error}";
        }
    }

    private static async Task Play(NodeProcess node, Scenario scenario)
    {
        await scenario.Break(node);
        var before = scenario.Picture();
        var planned = await node.Event($"a run of {scenario.Name}", scenario.Began);
        await scenario.Meet(node, planned);
        var run = planned.Said("run");
        var end = await node.Event($"the end of {scenario.Name}", fact => IsEnd(fact) && fact.Said("run") == run, patience: Longest);

        Assert.True(scenario.End == end.Type(), $"{scenario.Name}: {end.Type()} and not {scenario.End}: {end.Said("reason")}");
        if (end.Type() == "run.verified")
            await scenario.Check();
        else
            Assert.True(before == scenario.Picture(), $"{scenario.Name} is half-done:\n{before}\n---\n{scenario.Picture()}");
        if (end.Type() is "run.stuck" or "run.rolled-back")
            await node.Event($"people told of {scenario.Name}", fact => IsTelling(fact) && fact.Said("run") == run);
    }

    private static bool IsEnd(JsonElement fact) =>
        fact.Type() is "run.verified" or "run.rolled-back" or "run.stuck" or "run.denied" or "run.expired" or "run.cancelled";

    private static bool IsTelling(JsonElement fact) => fact.Type() == "run.step-succeeded" && fact.Said("step") == "escalate";

    private SmallDisk Kept(SmallDisk disk)
    {
        _disks.Add(disk);
        return disk;
    }
}
