using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>
/// The process is killed at every call with which any of its threads changes something on the disk, and again at every call of the start
/// after that: every point is visited, none is sampled. A killed process keeps what it wrote, so this shows wrong order, not a missing sync.
/// </summary>
public sealed class CrashPointSpecs : IDisposable
{
    private static readonly string[] Syncs = ["fdatasync", "fsync", "pwrite64", "ftruncate", "rename", "unlink"];

    private readonly ITestOutputHelper _output;
    private readonly TemporaryFolder _folder = new();
    private readonly HashSet<string> _recovered = [];
    private string _place;
    private int _copies;

    public CrashPointSpecs(ITestOutputHelper output) => (_output, _place) = (output, _folder.FullPath);

    public void Dispose() => _folder.Dispose();

    [CrashFact]
    [Trait("Category", "Slow")]
    public async Task A_kill_at_every_point_of_a_first_start_loses_nothing_acknowledged() =>
        await Cross(new Course("first start", null, "append birth 2 1 1", [.. Syncs, "mkdir", "fallocate"], LastDay: 2));

    /// <summary>A day begins: one is archived, one is summarised and deleted, the cursor and what outlives the deleted day are stored.</summary>
    [CrashFact]
    [Trait("Category", "Slow")]
    public async Task A_kill_at_every_point_of_a_new_day_loses_nothing_acknowledged() =>
        await Cross(new Course("new day", "append before 3 1 1", "append run 2 1 3", [.. Syncs, "mkdir"], LastDay: 4));

    /// <summary>The reserve is given up, what cannot wait is taken in, and the reserve is made again.</summary>
    [FullDiskFact]
    [Trait("Category", "Slow")]
    public async Task A_kill_at_every_point_of_a_full_disk_loses_nothing_acknowledged()
    {
        using var disk = new SmallDisk("16m");
        await Cross(new Course("full disk", "append before 1 1 1", "fill run 1", [.. Syncs, "fallocate"], LastDay: 1), disk.FullPath);
    }

    [CrashTheory]
    [Trait("Category", "Slow")]
    [InlineData("torn tail", "ftruncate fsync pwrite64 rename")]
    [InlineData("day of a clock that went ahead", "fsync pwrite64 rename")]
    public async Task A_kill_at_every_point_of_a_recovery_loses_nothing_acknowledged(string of, string calls)
    {
        var evidence = new Evidence(_output, "T2");
        var folder = new HostFolder(_folder.PathOf("data"));
        folder.Add(await new HostProcess(folder.FullPath, "append before 3 1 1").Run());
        var newest = EventsOnDisk.Files(folder.FullPath)[^1];
        if (of == "torn tail")
            await File.AppendAllTextAsync(newest, "{\"v\":1,\"seq\":4,\"id\":\"torn");
        else
            File.Move(newest, Path.Combine(Path.GetDirectoryName(newest)!, "2031-01-01.jsonl"));
        var points = await Recover(folder, "open-log 3", day: 3, expected: null);
        Assert.All(calls.Split(' '), call => Assert.Contains(points, point => point.Call == call));
        evidence.Write(
            new
            {
                Recovery = of,
                Points = points.Count,
                Killed = points.Count,
                Calls = Counts(points),
                Lost = 0,
            }
        );
    }

    [CrashTheory]
    [Trait("Category", "Slow")]
    [InlineData("EIO")]
    [InlineData("ENOSPC")]
    [InlineData("EROFS")]
    [InlineData("EDQUOT")]
    public async Task While_every_sync_fails_nothing_is_acknowledged(string error)
    {
        const int Events = 8;
        var evidence = new Evidence(_output, "sync fails");
        var folder = new HostFolder(_folder.PathOf("data"));

        var (code, answer) = await new HostProcess(folder.FullPath, $"append failing {Events} {Events} 1").Suffer(
            $"fdatasync,fsync:error={error}"
        );

        Assert.Equal((1, Events), (code, answer.Refused));
        Assert.Empty(answer.Acked);
        folder.Check("after", 1);
        evidence.Write(
            new
            {
                Error = error,
                Appends = Events,
                answer.Refused,
                Acked = answer.Acked.Count,
            }
        );
    }

    /// <param name="place">Where all of it happens; null: with the temporary files.</param>
    private async Task Cross(Course course, string? place = null)
    {
        var evidence = new Evidence(_output, "T2");
        _place = place ?? _place;
        var before = new HostFolder(_folder.PathOf("before"));
        if (course.Before is { } earlier)
            before.Add(await new HostProcess(before.FullPath, earlier).Run());
        var whole = Copy(before);
        var points = await new HostProcess(whole.FullPath, course.Words).Points();
        // What there is to be at the end does not depend on where it was killed; but in a first start, whether there is a first day does.
        var expected = course.Before is null ? null : whole.Check("whole", course.LastDay);
        Remove(whole);
        var (killed, recoveries) = (new List<CrashPoint>(), new List<CrashPoint>());
        foreach (var point in points)
        {
            var folder = Copy(before);
            folder.Add(await new HostProcess(folder.FullPath, course.Words).KillAt(point));
            killed.Add(point);
            File.Delete(Path.Combine(_place, "filler"));
            if (_recovered.Add(folder.LogState()))
                recoveries.AddRange(await Recover(folder, $"open-log {course.LastDay}", course.LastDay, expected));
            if (_recovered.Add(folder.DatabaseState()))
                recoveries.AddRange(await Recover(folder, "open-state", course.LastDay, expected));
            Check(folder, $"{point}", course.LastDay, expected);
        }
        Assert.All(course.Calls, call => Assert.Contains(points, point => point.Call == call));
        evidence.Write(
            new
            {
                Course = course.Name,
                Points = points.Count,
                Killed = killed.Count,
                Calls = Counts(points),
                States = _recovered.Count,
                PointsOfRecovery = recoveries.Count,
                CallsOfRecovery = Counts(recoveries, "recovery_"),
                Lost = 0,
            }
        );
    }

    /// <summary>Kills the start after that at each of its points.</summary>
    /// <returns>The points; those of SQLite's own thread, which makes tables, are not among them.</returns>
    private async Task<IReadOnlyList<CrashPoint>> Recover(HostFolder found, string words, int day, string? expected)
    {
        var whole = Copy(found);
        var points = (await new HostProcess(whole.FullPath, words).Points()).Where(point => point.Thread == CrashPoint.Main).ToList();
        Check(whole, words, day, expected);
        foreach (var point in points)
        {
            var folder = Copy(found);
            folder.Add(await new HostProcess(folder.FullPath, words).KillAt(point));
            Check(folder, $"{words}-{point}", day, expected);
        }
        return points;
    }

    private static void Check(HostFolder folder, string where, int day, string? expected)
    {
        var names = folder.Check(where, day);
        if (expected is not null)
            Assert.Equal(expected, names);
        Remove(folder);
    }

    private HostFolder Copy(HostFolder folder) => folder.CopyTo(Path.Combine(_place, $"data-{++_copies}"));

    private static void Remove(HostFolder folder) => Directory.Delete(folder.FullPath, recursive: true);

    private static Dictionary<string, int> Counts(IEnumerable<CrashPoint> points, string prefix = "") =>
        points.CountBy(point => prefix + point.Call).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary();

    /// <param name="Before">What was done before, undisturbed; null: nothing.</param>
    /// <param name="Words">What is killed.</param>
    /// <param name="Calls">Kinds of calls that must be among the points.</param>
    private sealed record Course(string Name, string? Before, string Words, string[] Calls, int LastDay);

    private sealed class CrashFactAttribute : FactAttribute
    {
        public CrashFactAttribute() => Skip = Requirement.Strace!;
    }

    private sealed class CrashTheoryAttribute : TheoryAttribute
    {
        public CrashTheoryAttribute() => Skip = Requirement.Strace!;
    }

    private sealed class FullDiskFactAttribute : FactAttribute
    {
        public FullDiskFactAttribute() => Skip = (Requirement.Strace ?? Requirement.Mounts)!;
    }
}
