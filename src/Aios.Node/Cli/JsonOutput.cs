using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Node.Output;

namespace Aios.Node.Cli;

/// <summary>Items as JSON: one object with <c>schema</c> and <c>items</c>, or one item per line.</summary>
internal sealed class JsonOutput(Stream stream, TextWriter? progress, string schema, bool isLines) : ICliOutput
{
    public const string Tail = "]}\n";

    private bool _hasBegun;

    public static string Head(string schema) => $"{{\"schema\":\"{schema}\",\"items\":[\n";

    public async ValueTask Item(JsonElement item)
    {
        var text = JsonSerializer.Serialize(item, LooseJson.Options);
        if (isLines)
            await Write(text + "\n");
        else
            await Write((_hasBegun ? ",\n" : Head(schema)) + text);
        _hasBegun = true;
    }

    public async ValueTask Progress(string text)
    {
        if (progress is not null)
            await progress.WriteLineAsync(Say.Clean(text));
    }

    public async ValueTask Finish()
    {
        if (!isLines)
            await Write((_hasBegun ? "" : Head(schema)) + Tail);
    }

    public ValueTask FinishIfAny() => Finish();

    private async ValueTask Write(string text)
    {
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
            await stream.FlushAsync();
        }
        catch (IOException error)
        {
            throw new OutputClosedException(error);
        }
    }
}
