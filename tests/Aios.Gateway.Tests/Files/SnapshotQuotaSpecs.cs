using Aios.Gateway.Files;
using Aios.Platform.Files;

namespace Aios.Gateway.Tests.Files;

/// <summary>What is kept stays within its bound: runs that are over give way, the oldest first, and never one that goes on.</summary>
public sealed class SnapshotQuotaSpecs : IDisposable
{
    private readonly TargetArea _area = new();
    private readonly HashSet<string> _active = [];

    public void Dispose() => _area.Dispose();

    private SnapshotStore Store => new(_area.Data, TimeProvider.System, _active.Contains, 100_000);

    [Fact]
    public void The_oldest_run_that_is_over_gives_way()
    {
        var store = Store;
        _active.Add("run-1");
        foreach (var run in (string[])["run-1", "run-2", "run-3"])
            Keep(store, run, 30_000);
        Keep(store, "run-4", 30_000);

        Assert.Equal(["run-1", "run-3", "run-4"], Kept);
        Assert.NotNull(store.Find("run-1/step"));
        Assert.Null(store.Find("run-2/step"));
    }

    [Fact]
    public void A_step_is_refused_when_runs_that_go_on_need_it_all()
    {
        var store = Store;
        _active.UnionWith(["run-1", "run-2"]);
        Keep(store, "run-1", 60_000);

        var refused = Assert.Throws<DataFolderException>(() => Keep(store, "run-2", 60_000));

        Assert.Contains("aios.effects.snapshots", refused.ToString());
        Assert.NotNull(store.Find("run-1/step"));
    }

    [Fact]
    public async Task Two_sweeps_at_once_do_not_disturb_each_other_or_a_step()
    {
        var (first, second) = (Store, Store);
        for (var i = 0; i < 20; i++)
        {
            Keep(first, $"run-{i}", 20_000);
            var sweeps = (Task<int>[])[Task.Run(first.Sweep), Task.Run(second.Sweep)];
            Keep(second, $"other-{i}", 20_000);
            await Task.WhenAll(sweeps);
            Assert.NotNull(second.Find($"other-{i}/step"));
        }
        Store.Sweep();
        Assert.InRange(Bytes, 1, 100_000);
    }

    private string[] Kept => [.. Directory.GetDirectories(_area.Data.PathOf("snapshots")).Select(Path.GetFileName).Order()!];

    private long Bytes =>
        new DirectoryInfo(_area.Data.PathOf("snapshots")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private void Keep(SnapshotStore store, string run, int bytes)
    {
        var path = _area.Write("listed/big", new string('x', bytes));
        using var folder = TargetFolder.Of(_area.Scope.Find(path));
        store.Keep($"{run}/step", [(path, folder.Read("big", FileScope.LargestFileBytes))]);
    }
}
