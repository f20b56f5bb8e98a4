using Aios.Loop.Surface;

namespace Aios.Node.Tests.Inspection;

internal sealed partial class FakeViews
{
    public List<(long From, long To, int Spans)> AskedBeats { get; } = [];

    public List<CheckView> CheckAnswer { get; } =
    [new("clock", "ok", "2026-01-01T00:01:00Z", null), new("space", "warn", "300 MiB free", "free at least 256 MiB")];

    public Task<IReadOnlyList<BeatSpan>> Beats(long fromWall, long toWall, int spans)
    {
        AskedBeats.Add((fromWall, toWall, spans));
        return Task.FromResult<IReadOnlyList<BeatSpan>>([
            new BeatSpan(fromWall, 60, 0.05, 0.21, 0.3),
            new BeatSpan((fromWall + toWall) / 2, 0, null, null, null),
        ]);
    }

    public Task<IReadOnlyList<CheckView>> Checks() => Task.FromResult<IReadOnlyList<CheckView>>(CheckAnswer);
}
