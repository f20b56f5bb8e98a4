using System.Text.Json;
using System.Threading.Channels;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Cli;

/// <summary>
/// Output of lines for a verb that lives on without a reader: nothing waits for it and nothing fails with it. Lines are written by a task
/// of their own from a bounded queue; what a stalled reader leaves no room for is counted, and what comes after its reader left is dropped.
/// </summary>
internal sealed class DetachedOutput : ICliOutput
{
    public const int MostHeld = 512;

    /// <summary>For the last lines at the end; who reads takes them at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<JsonElement> _lines = Channel.CreateBounded<JsonElement>(MostHeld);
    private readonly ICliOutput _inner;
    private readonly TimeProvider _clock;
    private readonly Task _writing;
    private int _leftOut;
    private volatile bool _isWhole;

    public DetachedOutput(ICliOutput inner, TimeProvider clock)
    {
        (_inner, _clock) = (inner, clock);
        _writing = Task.Run(Write);
    }

    public ValueTask Item(JsonElement item)
    {
        lock (_lines)
        {
            if (_leftOut > 0 && _lines.Writer.TryWrite(LooseJson.Object(("line", $"({_leftOut} lines left out: nobody took them)"))))
                _leftOut = 0;
            if (_leftOut > 0 || !_lines.Writer.TryWrite(item))
                _leftOut++;
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask Progress(string text) => _inner.Progress(text);

    public ValueTask Finish()
    {
        _isWhole = true;
        return FinishIfAny();
    }

    public async ValueTask FinishIfAny()
    {
        _lines.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(Patience, _clock);
        }
        catch (TimeoutException)
        {
            // Its reader has stalled: the process ends without it.
        }
    }

    private async Task Write()
    {
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync())
                await _inner.Item(line);
            await (_isWhole ? _inner.Finish() : _inner.FinishIfAny());
        }
        catch (OutputClosedException)
        {
            _lines.Writer.TryComplete();
        }
    }
}
