using System.Diagnostics;
using System.Globalization;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>The disk under a running node fails or slows down for a while: an honest refusal, nothing acknowledged lost, and it goes on by itself.</summary>
public sealed class SickDiskSpecs(ITestOutputHelper output)
{
    private const int Failed = 1;
    private const int Interrupt = 2;
    private static readonly TimeSpan Resumes = TimeSpan.FromSeconds(2);

    [SickDiskTheory]
    [Trait("Category", "Slow")]
    [InlineData("EIO")]
    [InlineData("ENOSPC")]
    public async Task While_syncs_fail_everything_is_refused_and_afterwards_it_goes_on(string error)
    {
        await using var node = await NodeProcess.Up();
        using var client = await node.Connect();
        Assert.Equal(0, (await client.Emit("journey.before", "before")).Code);
        var (acked, refused) = (new List<string> { "before" }, 0);
        await using (var sick = await Sick(node, $"fdatasync,fsync:error={error}"))
        {
            for (var number = 0; number < 5; number++)
            {
                var answer = await client.Emit("journey.sick", $"sick-{number}");
                Assert.Equal(Failed, answer.Code);
                Assert.Contains("The event log cannot write", answer.Error, StringComparison.Ordinal);
                refused++;
            }
            sick.Signal(Interrupt);
            await sick.End();
        }
        var clock = Stopwatch.StartNew();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await client.Emit("journey.after", "after")).Code != 0)
            await pace.WaitForNextTickAsync();
        acked.Add("after");
        var resumed = clock.Elapsed;

        (await node.Terminate()).With(0);
        (await node.Run("events", "verify", "--state")).With(0);
        var kept = node.Events()
            .Where(each => each.Type().StartsWith("journey.", StringComparison.Ordinal))
            .Select(each => each.Text("id")!);
        Assert.Empty(acked.Except(kept));
        Assert.InRange(resumed, TimeSpan.Zero, Resumes);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"proof T5 {error}: {refused} of {refused} refused while syncs failed, 0 lost, went on after {resumed.TotalMilliseconds:0} ms"
            )
        );
    }

    [SickDiskFact]
    [Trait("Category", "Slow")]
    public async Task A_slow_disk_makes_answers_late_and_loses_none()
    {
        const int Events = 40;
        await using var node = await NodeProcess.Up();
        using var client = await node.Connect();
        await using (var slow = await Sick(node, "fdatasync,fsync:delay_enter=50000"))
        {
            for (var number = 0; number < Events; number++)
                Assert.Equal(0, (await client.Emit("journey.slow", $"slow-{number}")).Code);
            slow.Signal(Interrupt);
            await slow.End();
        }
        (await node.Terminate()).With(0);
        (await node.Run("events", "verify", "--state")).With(0);
        Assert.Equal(Events, node.Events().Count(each => each.Type() == "journey.slow"));
        output.WriteLine($"proof T5 slow: {Events} of {Events} acknowledged with 50 ms in front of every sync, 0 lost");
    }

    /// <summary>Returns when system calls of the node are intercepted.</summary>
    private static async Task<Child> Sick(NodeProcess node, string injection)
    {
        string[] words = ["-f", "-o", "/dev/null", "-p", $"{node.Pid}", "-e", "trace=fdatasync,fsync", "-e", $"inject={injection}"];
        var strace = Child.Start("strace", words);
        await strace.ErrorLine("strace to be attached", line => line.Contains(" attached", StringComparison.Ordinal));
        return strace;
    }

    private sealed class SickDiskFactAttribute : FactAttribute
    {
        public SickDiskFactAttribute() => Skip = Requirement.Strace!;
    }

    private sealed class SickDiskTheoryAttribute : TheoryAttribute
    {
        public SickDiskTheoryAttribute() => Skip = Requirement.Strace!;
    }
}
