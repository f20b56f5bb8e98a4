using Aios.Journal.Metrics;
using Aios.Loop.Overrides;
using Aios.Loop.Surface;
using Aios.Node.Cli.Doctor;
using Aios.Platform.Files;

namespace Aios.Node.Composition;

/// <summary>What is read from files and from the machine, and what becomes of settings.</summary>
internal sealed partial class NodeViews
{
    public Task<IReadOnlyList<BeatSpan>> Beats(long fromWall, long toWall, int spans) =>
        Task.Run<IReadOnlyList<BeatSpan>>(() =>
        {
            var (from, to) = (fromWall / 1_000, Math.Max(fromWall / 1_000 + 1, toWall / 1_000));
            try
            {
                // What was measured since the last write belongs to it.
                host.History.Flush();
            }
            catch (DataFolderException)
            {
                // The metrics actor tells of a disk that takes nothing; the rest can be read.
            }
            var found = BeatStats.Spans(MetricHistory.Read(host.Parts.Folder, from, to - 1), from, to, spans);
            return [.. found.Select((stats, n) => Span(stats, (from + (to - from) * (double)n / spans) * 1_000))];
        });

    public Task<OverridesProtocol.IReply> ResetSetting(OverridesProtocol.ResetSetting asked) =>
        Ask<OverridesProtocol.IReply>(host.Stages.Settings, asked);

    public async Task<IReadOnlyList<CheckView>> Checks()
    {
        var findings = await DoctorVerb.Inside(host.Parts.Folder, host.Parts.Time, CancellationToken.None);
        return [.. findings.Select(each => new CheckView(each.Check, each.State, each.Found, each.Remedy))];
    }

    private static BeatSpan Span(BeatStats stats, double atWall) =>
        stats.Count == 0
            ? new BeatSpan((long)atWall, 0, null, null, null)
            : new BeatSpan((long)atWall, stats.Count, stats.P50, stats.P99, stats.Max);
}
