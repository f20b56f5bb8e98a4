using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;

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
    public required VerbCaller Caller { get; init; }

    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();
}

internal delegate Task<VerbEnd> NodeHandler(NodeCall call);
