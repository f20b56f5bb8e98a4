using Aios.Loop.Ports;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

/// <summary>A verb's output on standard output, in one of its forms.</summary>
internal interface ICliOutput : IVerbOutput
{
    /// <summary>Completes what was begun: also an empty list is an answer.</summary>
    ValueTask Finish();

    /// <summary>Completes what was begun by a verb that failed or was interrupted.</summary>
    ValueTask FinishIfAny();
}
