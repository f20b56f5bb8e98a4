using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>
/// The process is killed at the first, second, … call of each kind that can leave a half-done thing on disk, until it runs to its end: every
/// point is visited, none is sampled. A killed process keeps what it wrote, so this shows wrong order, not a missing sync.
/// </summary>
public sealed class CrashPointSpecs(ITestOutputHelper output)
{
    private const int MostPoints = 2_000;

    [Calls]
    [Trait("Category", "Slow")]
    [InlineData("fdatasync")]
    [InlineData("fsync")]
    [InlineData("pwrite64")]
    [InlineData("ftruncate")]
    [InlineData("unlink")]
    public async Task A_kill_at_every_point_loses_nothing_acknowledged(string call)
    {
        var points = await Enumerate(call, Nothing);
        output.WriteLine($"proof T2 {call}: killed at {points} of {points} points of a start and {JournalHost.Events} appends, 0 lost");
        Assert.True(points > 0, $"no {call} was made");
    }

    [Calls]
    [Trait("Category", "Slow")]
    [InlineData("fdatasync")]
    [InlineData("fsync")]
    [InlineData("ftruncate")]
    public async Task A_kill_at_every_point_of_a_recovery_loses_nothing_acknowledged(string call)
    {
        var points = await Enumerate(call, TearTail);
        output.WriteLine($"proof T2 {call}: killed at {points} of {points} points of a recovery with a torn tail, 0 lost");
        Assert.True(points > 0, $"no {call} was made");
    }

    [Calls]
    [Trait("Category", "Slow")]
    [InlineData("EIO")]
    [InlineData("ENOSPC")]
    [InlineData("EROFS")]
    [InlineData("EDQUOT")]
    public async Task While_every_sync_fails_nothing_is_acknowledged(string error)
    {
        using var folder = new TemporaryFolder();
        var host = new JournalHost(folder.PathOf("data"));
        // The folder is there before: only appends are to fail.
        (await host.Run("before", "fdatasync", "fdatasync:delay_enter=0")).With(0);
        host.Acked.Clear();

        var ended = await host.Run("failing", "fdatasync,fsync", $"fdatasync,fsync:error={error}");

        Assert.NotEqual(0, ended.Code);
        Assert.Empty(host.Acked);
        output.WriteLine($"proof sync {error}: 0 of {JournalHost.Events} appends acknowledged while every sync failed");
    }

    private static async Task<int> Enumerate(string call, Action<string> prepare)
    {
        for (var point = 1; point < MostPoints; point++)
        {
            using var folder = new TemporaryFolder();
            var host = new JournalHost(folder.PathOf("data"));
            if (prepare != Nothing)
            {
                (await host.Run("before", call, $"{call}:delay_enter=0")).With(0);
                prepare(folder.PathOf("data"));
            }
            var ended = await host.Run("run", call, $"{call}:signal=KILL:when={point}");
            await host.Check($"{call}-{point}");
            if (ended.Code == 0)
                return point - 1;
            ended.With(JournalHost.Killed);
        }
        throw new JourneyException($"more than {MostPoints} points of {call}");
    }

    private static void Nothing(string data) { }

    private static void TearTail(string data)
    {
        using var file = new FileStream(EventsOnDisk.Files(data)[^1], FileMode.Append);
        file.Write("{\"v\":1,\"seq\":9,\"id\":\"torn"u8);
    }

    /// <summary>A theory that needs strace.</summary>
    private sealed class CallsAttribute : TheoryAttribute
    {
        public CallsAttribute() => Skip = Requirement.Strace!;
    }
}
