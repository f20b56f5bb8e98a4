using System.Collections.Concurrent;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Cli;

public sealed class DetachedOutputSpecs
{
    private readonly ManualClock _clock = new(0);
    private readonly Reader _reader = new();

    [Fact]
    public async Task A_stalled_reader_holds_nobody_up_and_learns_how_many_lines_it_missed()
    {
        var output = new DetachedOutput(_reader, _clock);
        await output.Item(Line("first"));
        await _reader.Asked.Task.WaitAsync(RunningNode.Patience);
        for (var at = 0; at < DetachedOutput.MostHeld + 3; at++)
            await output.Item(Line($"{at}"));

        _reader.Taking.SetResult();
        await _reader.Seen("first").WaitAsync(RunningNode.Patience);
        await _reader.Seen($"{DetachedOutput.MostHeld - 1}").WaitAsync(RunningNode.Patience);
        await output.Item(Line("last"));
        await output.Finish();

        Assert.Equal("(3 lines left out: nobody took them)", _reader.Lines.ElementAt(_reader.Lines.Count - 2));
        Assert.Equal("last", _reader.Lines.Last());
        Assert.True(_reader.IsFinished);
    }

    [Fact]
    public async Task The_end_does_not_wait_longer_than_its_patience()
    {
        var output = new DetachedOutput(_reader, _clock);
        await output.Item(Line("first"));
        var end = output.Finish().AsTask();
        await _clock.WaitForTimer(DetachedOutput.Patience);
        Assert.False(end.IsCompleted);
        _clock.Advance(DetachedOutput.Patience);
        await end.WaitAsync(RunningNode.Patience);
        Assert.False(_reader.IsFinished);
    }

    [Fact]
    public async Task A_reader_that_leaves_fails_nothing()
    {
        _reader.Taking.SetException(new OutputClosedException(new IOException()));
        var output = new DetachedOutput(_reader, _clock);
        await output.Item(Line("first"));
        await output.Finish();
        await output.Item(Line("second"));
        Assert.Empty(_reader.Lines);
    }

    private static JsonElement Line(string text) => LooseJson.Object(("line", text));

    private sealed class Reader : ICliOutput
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _seen = new();

        public TaskCompletionSource Taking { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public ConcurrentQueue<string> Lines { get; } = new();
        public bool IsFinished { get; private set; }

        public Task Seen(string line) => Of(line).Task;

        public async ValueTask Item(JsonElement item)
        {
            Asked.TrySetResult();
            await Taking.Task;
            var line = item.GetProperty("line").GetString()!;
            Lines.Enqueue(line);
            Of(line).TrySetResult();
        }

        public ValueTask Progress(string text) => ValueTask.CompletedTask;

        public ValueTask Finish()
        {
            IsFinished = true;
            return ValueTask.CompletedTask;
        }

        public ValueTask FinishIfAny() => ValueTask.CompletedTask;

        private TaskCompletionSource Of(string line) =>
            _seen.GetOrAdd(line, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
