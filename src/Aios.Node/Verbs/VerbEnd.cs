using System.Text.Json;

namespace Aios.Node.Verbs;

/// <summary>How a verb ended.</summary>
/// <param name="Error">For people, on stderr; also with <see cref="ExitCode.Unhealthy"/> it may be null.</param>
internal readonly record struct VerbEnd(int Code, string? Error = null)
{
    public static VerbEnd Done => new(ExitCode.Done);

    public static VerbEnd Failed(string error) => new(ExitCode.Failed, error);

    public static VerbEnd Usage(string error) => new(ExitCode.Usage, error);
}

/// <summary>Where a verb puts what it found. A slow taker slows the verb down.</summary>
internal interface IVerbOutput
{
    ValueTask Item(JsonElement item);

    /// <summary>One line about how far it is; not data.</summary>
    ValueTask Progress(string text);
}
