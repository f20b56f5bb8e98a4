using Aios.Loop.Ports;

namespace Aios.Node.Verbs;

/// <summary>One call of a verb inside the node.</summary>
internal sealed record NodeCall(
    IViews Views,
    IInspector Inspector,
    TimeProvider Clock,
    VerbArguments Arguments,
    IVerbOutput Output,
    CancellationToken Cancel
)
{
    /// <summary>Who asks, for the record: <c>uid 1000, pid 4711</c>.</summary>
    public string Caller { get; init; } = "somebody";

    /// <summary>The same for whatever process the person asks from: <c>uid 1000</c>.</summary>
    public string Person { get; init; } = "somebody";

    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();
}

internal delegate Task<VerbEnd> NodeHandler(NodeCall call);
