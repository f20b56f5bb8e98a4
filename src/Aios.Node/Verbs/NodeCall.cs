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

    /// <summary>Null when the node keeps neither tokens nor an audit.</summary>
    public AccessDesk? Access { get; init; }

    /// <exception cref="NotSupportedException">The node keeps none.</exception>
    public AccessDesk Desk => Access ?? throw new NotSupportedException("this node keeps neither tokens nor an audit");

    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();
}

internal delegate Task<VerbEnd> NodeHandler(NodeCall call);
