using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>
/// The disk under a running node fails, is full or slows down for a while: an honest refusal, nothing acknowledged lost, and it goes on by
/// itself, both within the time that is promised. Each round is measured; the median is held against the promise.
/// </summary>
public sealed class SickDiskSpecs(ITestOutputHelper output)
{
    private const int Failed = 1;
    private const int Interrupt = 2;
    private const int Rounds = 5;
    private static readonly TimeSpan Refuses = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Resumes = TimeSpan.FromSeconds(2);

    private readonly List<string> _acked = [];
    private int _number;

    [SickDiskTheory]
    [Trait("Category", "Slow")]
    [InlineData("EIO")]
    [InlineData("ENOSPC")]
    public async Task While_syncs_fail_everything_is_refused_and_afterwards_it_goes_on(string error)
    {
        const int Tries = 5;
        var evidence = new Evidence(output, "T5");
        await using var node = await NodeProcess.Up();
        using var client = await node.Connect();
        var (refused, resumed) = (0, new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            Assert.True((await Emit(client)).IsAcked);
            var clock = new Stopwatch();
            await using (var sick = await Sick(node, $"fdatasync,fsync:error={error}"))
            {
                for (var tries = 0; tries < Tries; tries++)
                {
                    var (isAcked, said) = await Emit(client);
                    Assert.False(isAcked);
                    Assert.Contains("The event log cannot write", said, StringComparison.Ordinal);
                    refused++;
                }
                clock.Start();
                sick.Signal(Interrupt);
                await sick.End();
            }
            resumed.Add(await Resumed(client, clock));
        }

        await Check(node);
        Assert.InRange(Median(resumed), TimeSpan.Zero, Resumes);
        evidence.Write(
            new
            {
                Error = error,
                Rounds,
                Refused = refused,
                Acked = _acked.Count,
                Lost = 0,
                ResumedMs = Each(resumed),
                PromisedMs = Resumes.TotalMilliseconds,
            }
        );
    }

    [MountFact]
    [Trait("Category", "Slow")]
    public async Task A_full_disk_is_refused_with_503_and_when_there_is_space_again_it_goes_on()
    {
        var evidence = new Evidence(output, "T5");
        using var disk = new SmallDisk();
        await using var node = await NodeProcess.In(Path.Combine(disk.FullPath, "data"));
        using var client = await node.Connect();
        using var office = await Office(node);
        var (refused, resumed) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            Assert.True((await Emit(client)).IsAcked);
            disk.Fill();
            var clock = Stopwatch.StartNew();
            // What is left of the log's last block may take some more.
            string? said = null;
            for (var isAcked = true; isAcked; )
                (isAcked, said) = await Emit(client);
            refused.Add(clock.Elapsed);
            Assert.Contains("The disk is full", said, StringComparison.Ordinal);
            using var answer = await office.PostAsJsonAsync("/api/v1/events/emit", new { type = "journey.office" });
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
            disk.Free();
            clock.Restart();
            resumed.Add(await Resumed(client, clock));
        }

        await Check(node);
        Assert.InRange(Median(refused), TimeSpan.Zero, Refuses);
        Assert.InRange(Median(resumed), TimeSpan.Zero, Resumes);
        evidence.Write(
            new
            {
                Error = "full",
                Rounds,
                Acked = _acked.Count,
                Lost = 0,
                RefusedMs = Each(refused),
                RefusedPromisedMs = Refuses.TotalMilliseconds,
                ResumedMs = Each(resumed),
                PromisedMs = Resumes.TotalMilliseconds,
            }
        );
    }

    [SickDiskFact]
    [Trait("Category", "Slow")]
    public async Task A_slow_disk_makes_answers_late_and_loses_none()
    {
        const int Events = 40;
        var evidence = new Evidence(output, "T5");
        await using var node = await NodeProcess.Up();
        using var client = await node.Connect();
        var times = new List<TimeSpan>();
        await using (var slow = await Sick(node, "fdatasync,fsync:delay_enter=50000"))
        {
            for (var number = 0; number < Events; number++)
            {
                var clock = Stopwatch.StartNew();
                Assert.True((await Emit(client)).IsAcked);
                times.Add(clock.Elapsed);
            }
            slow.Signal(Interrupt);
            await slow.End();
        }
        await Check(node);
        // Nobody said it was on disk before it was.
        Assert.InRange(times.Min(), TimeSpan.FromMilliseconds(50), TimeSpan.MaxValue);
        evidence.Write(
            new
            {
                Error = "slow",
                DelayMs = 50,
                Acked = _acked.Count,
                Lost = 0,
                MedianMs = Median(times).TotalMilliseconds,
            }
        );
    }

    /// <summary>Returns when system calls of the node are intercepted.</summary>
    private static async Task<Child> Sick(NodeProcess node, string injection)
    {
        string[] words = ["-f", "-o", "/dev/null", "-p", $"{node.Pid}", "-e", "trace=fdatasync,fsync", "-e", $"inject={injection}"];
        var strace = Child.Start("strace", words);
        await strace.ErrorLine("strace to be attached", line => line.Contains(" attached", StringComparison.Ordinal));
        return strace;
    }

    /// <summary>Somebody who may send events over HTTP.</summary>
    private static async Task<HttpClient> Office(NodeProcess node)
    {
        var ready = await node.Line("READY", line => line.StartsWith("READY ", StringComparison.Ordinal));
        var token = Assert.Single(
            (await node.Run("tokens", "create", "sender", "--role", "source", "--json")).With(0).Items("aios.token/1")
        );
        var client = new HttpClient { BaseAddress = new Uri(ready.Split(" office=")[1].Split(' ')[0]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Text("secret"));
        return client;
    }

    private async Task<(bool IsAcked, string? Said)> Emit(NodeSocket client)
    {
        var id = $"sick-{_number++}";
        var answer = await client.Emit("journey.sick", id, new JsonObject { ["text"] = new string('x', 20_000) });
        if (answer.Code == 0)
            _acked.Add(id);
        else
            Assert.Equal(Failed, answer.Code);
        return (answer.Code == 0, answer.Error);
    }

    private async Task<TimeSpan> Resumed(NodeSocket client, Stopwatch clock)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var patience = new CancellationTokenSource(Child.Patience);
        while (!(await Emit(client)).IsAcked)
            await pace.WaitForNextTickAsync(patience.Token);
        return clock.Elapsed;
    }

    private async Task Check(NodeProcess node)
    {
        (await node.Terminate()).With(0);
        (await node.Run("events", "verify", "--state")).With(0);
        Assert.Equal(_acked, node.Events().Where(each => each.Type() == "journey.sick").Select(each => each.Text("id")!));
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private static string Each(List<TimeSpan> times) => string.Join(' ', times.Select(time => $"{time.TotalMilliseconds:0}"));

    private sealed class SickDiskFactAttribute : FactAttribute
    {
        public SickDiskFactAttribute() => Skip = Requirement.Strace!;
    }

    private sealed class SickDiskTheoryAttribute : TheoryAttribute
    {
        public SickDiskTheoryAttribute() => Skip = Requirement.Strace!;
    }
}
