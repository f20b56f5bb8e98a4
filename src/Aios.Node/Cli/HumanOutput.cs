using System.Text;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Output;
using Aios.Node.Verbs;
using Spectre.Console;

namespace Aios.Node.Cli;

/// <summary>Items as people read them: line by line where the schema allows, else together at the end.</summary>
internal sealed class HumanOutput : ICliOutput
{
    private readonly List<JsonElement> _items = [];
    private readonly Page _page;
    private readonly TextWriter _writer;
    private readonly TextWriter? _progress;
    private readonly Form? _form;
    private readonly Action<Page, JsonElement>? _line;

    public HumanOutput(CliHost host, TextWriter? progress, VerbEntry entry, bool isColoured)
    {
        _progress = progress;
        _form = HumanForms.Of(entry.Schema);
        _line = HumanForms.LineOf(entry.Schema, entry.Streams);
        var direct = new StreamWriter(host.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _writer = host.IsTerminal ? direct : new TrimmingWriter(direct);
        _page = new Page(Pages.Open(_writer, host.Width, isColoured), host.Clock, host.IsTerminal);
    }

    public ValueTask Item(JsonElement item)
    {
        if (_line is null)
            _items.Add(item);
        else
            Write(() => _line(_page, item));
        return ValueTask.CompletedTask;
    }

    public async ValueTask Progress(string text)
    {
        if (_progress is not null)
            await _progress.WriteLineAsync(Say.Clean(text));
    }

    public ValueTask Finish()
    {
        if (_line is null)
            Write(() => _form?.Invoke(_page, _items));
        return ValueTask.CompletedTask;
    }

    public ValueTask FinishIfAny() => _items.Count > 0 ? Finish() : ValueTask.CompletedTask;

    private void Write(Action write)
    {
        try
        {
            write();
            _writer.Flush();
        }
        catch (IOException error)
        {
            throw new OutputClosedException(error);
        }
    }
}
