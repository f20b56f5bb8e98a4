using Aios.Node.Composition;

namespace Aios.Node.Tests.Composition;

public sealed class MachineViewSpecs
{
    [Fact]
    public async Task Beats_that_no_file_holds_yet_are_told_and_the_checks_look_at_the_node_itself()
    {
        using var folder = new TemporaryFolder();
        await using var node = await HostedNode.Start(folder.Path, TimeProvider.System);
        var views = new NodeViews(node.Host);
        using var late = new CancellationTokenSource(HostedNode.Patience);
        var now = node.Host.StartedAt.Wall;
        for (var (beats, wasWritten) = (0, false); beats == 0; )
        {
            Assert.False(late.IsCancellationRequested, "expected: a beat in the history");
            await views.Heartbeat();
            wasWritten = node.Host.Parts.Folder.List("metrics", ".bin").Any();
            beats = (await views.Beats(now - 60_000, now + 600_000, 11)).Sum(span => span.Beats);
            Assert.False(beats > 0 && wasWritten, "the beats were told only after somebody else wrote them");
        }
        var spans = await views.Beats(now - 60_000, now + 600_000, 11);
        Assert.Equal(11, spans.Count);
        Assert.Equal(spans.Order(Comparer<Aios.Loop.Surface.BeatSpan>.Create((a, b) => a.AtWall.CompareTo(b.AtWall))), spans);
        Assert.All(spans, span => Assert.Equal(span.Beats > 0, span.P50Ms is not null));

        var checks = await views.Checks();
        Assert.Equal("ok", checks.Single(check => check.Check == "data").State);
        Assert.Contains($"process {Environment.ProcessId}", checks.Single(check => check.Check == "lock").Found, StringComparison.Ordinal);
    }
}
