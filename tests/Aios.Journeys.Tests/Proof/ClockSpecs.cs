using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>The wall clock of the machine is moved while a node runs; deadlines and beats must not care, the log must stay one chain.</summary>
public sealed class ClockSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    // How late exactly stands in the proof; a deadline that follows the wall clock is an hour off.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private const string Playbook = """
        playbook {
          id = slow
          on { type = journey.slow }
          risk = reversible
          cooldown = 0s
          timeout = 2s
          retry { retries = 1, min = 2s }
          steps = [{ id = wait, process = [/bin/sh, SCRIPT], idempotent = true, undo = none }]
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

    private string Offset => _folder.PathOf("offset");

    private string Count => _folder.PathOf("count");

    public async Task InitializeAsync()
    {
        if (Requirement.Clocks is not null)
            return;
        Shift(TimeSpan.Zero);
        _folder.Write("slow.sh", Script.Replace("COUNT", Count, StringComparison.Ordinal));
        _folder.Write("data/playbooks/slow.conf", Playbook.Replace("SCRIPT", $"\"{_folder.PathOf("slow.sh")}\"", StringComparison.Ordinal));
        _node = await NodeProcess.In(
            _folder.PathOf("data"),
            variables: new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = Library,
                ["FAKETIME_TIMESTAMP_FILE"] = Offset,
                ["FAKETIME_NO_CACHE"] = "1",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
                // The library's cure for old C libraries ends timed waits of this runtime before their time.
                ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
                ["AIOS__HEARTBEAT__INTERVAL"] = "100ms",
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        _folder.Dispose();
    }

    [ClockTheory]
    [Trait("Category", "Slow")]
    [InlineData(+1)]
    [InlineData(-1)]
    public async Task An_hour_forth_or_back_moves_neither_a_time_out_nor_a_retry_and_the_run_is_verified_on_attempt_2(int hours)
    {
        var evidence = new Evidence(output, "T6");
        using var client = await _node.Connect();
        await client.Emit("journey.slow", "slow-1", new JsonObject { ["n"] = 1 });
        var started = await Slow(0, "run.step-started");
        var clock = Stopwatch.StartNew();
        Shift(TimeSpan.FromHours(hours));
        var failed = await Slow(0, "run.step-failed");
        var timeout = clock.Elapsed;
        var again = await Slow(failed.Seq(), "run.step-started");
        var retry = clock.Elapsed - timeout;

        var jumped = TimeSpan.FromMilliseconds(failed.GetProperty("timestamp").GetInt64() - started.GetProperty("timestamp").GetInt64());
        Assert.InRange(jumped.Duration(), TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        Assert.InRange(timeout, TimeSpan.FromSeconds(2) - Tolerance, TimeSpan.FromSeconds(2) + Tolerance);
        Assert.InRange(retry, TimeSpan.FromSeconds(2) - Tolerance, TimeSpan.FromSeconds(2) + Tolerance);
        Assert.Equal(started.Said("run"), again.Said("run"));
        Assert.Equal("2", again.Said("attempt"));
        var end = await Slow(again.Seq(), "run.verified", "run.stuck", "run.expired");
        Assert.Equal(("run.verified", 2), (end.Type(), File.ReadAllLines(Count).Length));
        evidence.Write(
            new
            {
                Hours = hours,
                TimeoutOf2SMs = Math.Round(timeout.TotalMilliseconds),
                RetryOf2SMs = Math.Round(retry.TotalMilliseconds),
                VerifiedOnAttempt = 2,
            }
        );
    }

    [ClockFact]
    [Trait("Category", "Slow")]
    public async Task Beats_are_neither_missed_nor_doubled()
    {
        var evidence = new Evidence(output, "T6");
        using var client = await _node.Connect();
        var before = await Beats(client);
        var clock = Stopwatch.StartNew();
        foreach (var hours in (int[])[1, -1, 0])
        {
            Shift(TimeSpan.FromHours(hours));
            using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
            await second.WaitForNextTickAsync();
        }
        var beats = await Beats(client) - before;
        var expected = clock.Elapsed.TotalSeconds * 10;

        Assert.InRange(beats, expected * 0.8, expected * 1.2);
        evidence.Write(
            new
            {
                Beats = beats,
                Expected = Math.Round(expected),
                Hours = "+1 -1 0",
            }
        );
    }

    [ClockFact]
    [Trait("Category", "Slow")]
    public async Task Back_over_midnight_the_newest_day_goes_on()
    {
        using var client = await _node.Connect();
        var now = TimeProvider.System.GetUtcNow();
        Shift(now.UtcDateTime.Date.AddDays(1).AddSeconds(10) - now.UtcDateTime);
        Assert.Equal(0, (await client.Emit("journey.tomorrow", "tomorrow")).Code);
        Shift(TimeSpan.Zero);
        Assert.Equal(0, (await client.Emit("journey.today", "today")).Code);
        (await _node.Terminate()).With(0);

        (await _node.Run("events", "verify")).With(0);
        var files = EventsOnDisk.Files(_node.Data);
        Assert.Equal(2, files.Count);
        var last = File.ReadLines(files[1]).ToList();
        Assert.Contains(last, line => line.Contains("\"id\":\"tomorrow\"", StringComparison.Ordinal));
        Assert.Contains(last, line => line.Contains("\"id\":\"today\"", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, _node.Events().Count).Select(number => (long)number), _node.Events().Select(each => each.Seq()));
    }

    private Task<JsonElement> Slow(long after, params string[] types) =>
        _node.Event(string.Join(" or ", types), each => types.Contains(each.Type()) && each.Said("playbook") == "slow", after);

    private static async Task<long> Beats(NodeSocket client) =>
        Assert.Single((await client.Call("heartbeat stats", [])).Items).GetProperty("beats").GetInt64();

    /// <summary>The node's clock is this far from the machine's.</summary>
    private void Shift(TimeSpan by) =>
        _folder.Write("offset", string.Create(CultureInfo.InvariantCulture, $"{(long)by.TotalSeconds:+0;-0;+0}\n"));

    private sealed class ClockFactAttribute : FactAttribute
    {
        public ClockFactAttribute() => Skip = Requirement.Clocks!;
    }

    private sealed class ClockTheoryAttribute : TheoryAttribute
    {
        public ClockTheoryAttribute() => Skip = Requirement.Clocks!;
    }
}
