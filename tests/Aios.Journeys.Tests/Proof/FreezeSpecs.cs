using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>The whole process stands still for longer than a step may take, and goes on: what is due is done at once, and nothing twice.</summary>
public sealed class FreezeSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(7);

    // To end the attempt's process takes up to 2 s; a time-out that began anew would be 6 s late.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(4);

    private const string Playbook = """
        playbook {
          id = slow
          on { type = journey.slow }
          risk = reversible
          cooldown = 0s
          timeout = 6s
          retry { retries = 1, min = 2s }
          steps = [{ id = wait, process = [/bin/sh, "SCRIPT"], undo = none }]
          verify { within = 20s, expect = "payload.n >= 0" }
        }
        """;

    // The first time longer than its time-out, the second time at once; every time is counted.
    private const string Script = """
        echo once >> COUNT
        if [ "$(wc -l < COUNT)" -eq 1 ]; then exec /bin/sleep 60; fi
        """;

    private readonly TemporaryFolder _folder = new();
    private NodeProcess _node = null!;

    private string Count => _folder.PathOf("count");

    public async Task InitializeAsync()
    {
        _folder.Write("slow.sh", Script.Replace("COUNT", Count, StringComparison.Ordinal));
        _folder.Write("data/playbooks/slow.conf", Playbook.Replace("SCRIPT", _folder.PathOf("slow.sh"), StringComparison.Ordinal));
        _node = await NodeProcess.In(_folder.PathOf("data"));
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_freeze_longer_than_a_time_out_ends_the_attempt_at_once_and_the_next_one_verifies_the_run()
    {
        var evidence = new Evidence(output, "T6");
        using var client = await _node.Connect();
        using var watch = new FileSystemWatcher(Path.GetDirectoryName(Count)!, Path.GetFileName(Count));
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.Created += (_, _) => begun.TrySetResult();
        watch.EnableRaisingEvents = true;
        await client.Emit("journey.slow", "slow-1", new JsonObject { ["n"] = 1 });
        var started = await Slow(0, "run.step-started");
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(1));
        _node.Child.Signal(Native.Stop);
        using (var frozen = new PeriodicTimer(Frozen))
            await frozen.WaitForNextTickAsync();
        _node.Child.Signal(Native.Continue);
        var clock = Stopwatch.StartNew();

        var failed = await Slow(started.Seq(), "run.step-failed");
        var late = clock.Elapsed;
        var end = await Slow(failed.Seq(), "run.verified", "run.stuck", "run.expired");

        Assert.InRange(late, TimeSpan.Zero, AtOnce);
        Assert.Equal("timeout", failed.Said("result"), ignoreCase: true);
        Assert.Equal(("run.verified", 2), (end.Type(), File.ReadAllLines(Count).Length));
        Assert.Equal(
            ["1", "2"],
            _node
                .Events()
                .Where(each => each.Type() == "run.step-started" && each.Said("playbook") == "slow")
                .Select(each => each.Said("attempt"))
        );
        evidence.Write(
            new
            {
                FrozenS = Frozen.TotalSeconds,
                TimeoutS = 6,
                LateMs = Math.Round(late.TotalMilliseconds),
                VerifiedOnAttempt = 2,
            }
        );
    }

    private Task<JsonElement> Slow(long after, params string[] types) =>
        _node.Event(string.Join(" or ", types), each => types.Contains(each.Type()) && each.Said("playbook") == "slow", after);
}
