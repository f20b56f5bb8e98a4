using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Api;

/// <summary>How a verb is reached over HTTP.</summary>
/// <param name="Path">With a name in braces for each part that is given: <c>/api/v1/runs/{id}/cancel</c>.</param>
internal sealed record ApiRoute(string Method, string Path, VerbEntry Verb, IReadOnlyList<ApiParameter> Parameters)
{
    public bool IsWrite => Method != "GET";

    /// <summary>Answers line by line until the client leaves.</summary>
    public bool IsStream => Verb is { Streams: true, TakesLong: false };
}

/// <summary>One argument of a verb as a request gives it.</summary>
/// <param name="Name">In the path, the query or the body.</param>
/// <param name="Argument">What it may be; <see cref="VerbArgument.Name"/> is what the verb calls it.</param>
internal sealed record ApiParameter(string Name, ParameterPlace Place, VerbArgument Argument);

internal enum ParameterPlace
{
    Path,
    Query,
    Body,
}
