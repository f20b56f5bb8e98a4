using Aios.Loop.Surface;

namespace Aios.Node.Tests.Inspection;

internal sealed partial class FakeViews
{
    /// <summary>What a question for the heartbeat fails with.</summary>
    public Exception? BeatFault { get; set; }

    public HeartbeatView BeatAnswer { get; set; } =
        new(60, Start + 60_000, 0.05, 0.012, 0.09, 0.31, 12.5, 41, 0.7, 63.2, []) { Score = 0.94 };

    public Task<HeartbeatView> Heartbeat() =>
        BeatFault is { } fault ? Task.FromException<HeartbeatView>(fault) : Task.FromResult(BeatAnswer);

    public IReadOnlyList<BeatDay> Days { get; set; } =
    [
        new(new DateOnly(2025, 12, 30), 86_400, Start - 86_401_000, 0.02, 0.0146, 0.0193, 12.5, 0, 12.25, 41, 0.7, 63.2),
        new(new DateOnly(2025, 12, 31), 86_012, Start - 1_000, 0.05, 0.0151, 0.09, 431.2, 17, 55.5, 62.125, 1.4, double.NaN),
    ];

    public Task<IReadOnlyList<BeatDay>> BeatDays(long days) => Task.FromResult<IReadOnlyList<BeatDay>>([.. Days.TakeLast((int)days)]);
}
