using Aios.Gateway.Files;
using Aios.Platform.Files;

namespace Aios.Gateway.Tests.Files;

public sealed class SnapshotStoreSpecs : IDisposable
{
    private readonly DataFolder _data = DataFolder.OpenOrCreate(Directory.CreateTempSubdirectory("aios-snapshots-").FullName);

    public void Dispose() => Directory.Delete(_data.FullPath, recursive: true);

    [Fact]
    public void What_runs_kept_goes_after_a_month_but_not_while_the_run_is_open_whatever_the_clock_says()
    {
        var before = new SnapshotStore(_data, TimeProvider.System);
        before.Keep("open-1/step", Setting);
        before.Keep("over-1/step", Setting);

        new SnapshotStore(_data, new YearsAhead(), run => run == "open-1").Keep("next-1/step", Setting);

        Assert.NotNull(before.Find("open-1/step"));
        Assert.Null(before.Find("over-1/step"));
    }

    private static Snapshot Setting => new("setting", [], "a.b", "1");

    private sealed class YearsAhead : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddYears(3);
    }
}
