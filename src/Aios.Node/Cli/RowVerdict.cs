using System.Text.Json;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Cli;

/// <summary>Passes items on and remembers whether one of them is what <c>--fail-on</c> asks for.</summary>
internal sealed class RowVerdict(ICliOutput inner, VerbRows rows, string asked) : ICliOutput
{
    private bool _isFound;

    public ValueTask Item(JsonElement item)
    {
        _isFound |= rows.Holds(item, asked);
        return inner.Item(item);
    }

    public ValueTask Progress(string text) => inner.Progress(text);

    public ValueTask Finish() => inner.Finish();

    public ValueTask FinishIfAny() => inner.FinishIfAny();

    public VerbEnd On(VerbEnd end) => _isFound && end.Code == ExitCode.Done ? end with { Code = ExitCode.Unhealthy } : end;
}
