using System.Text;
using System.Text.Json;
using Aios.Node.Output;

namespace Aios.Node.Cli;

/// <summary>Items that are one line of text each, written as they come. It needs no page: a node that starts does not load what draws one.</summary>
internal sealed class LineOutput(Stream stream, TextWriter? progress) : ICliOutput
{
    public static bool Fits(string schema) => schema is "aios.up/1" or "aios.demo/1";

    public ValueTask Item(JsonElement item)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(Say.Clean(item.Text("line")).TrimEnd(' ') + "\n"));
            stream.Flush();
        }
        catch (IOException error)
        {
            throw new OutputClosedException(error);
        }
        return ValueTask.CompletedTask;
    }

    public async ValueTask Progress(string text)
    {
        if (progress is not null)
            await progress.WriteLineAsync(Say.Clean(text));
    }

    public ValueTask Finish() => ValueTask.CompletedTask;

    public ValueTask FinishIfAny() => ValueTask.CompletedTask;
}
