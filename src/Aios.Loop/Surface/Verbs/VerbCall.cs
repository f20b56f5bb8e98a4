using System.Text.Json;

namespace Aios.Loop.Surface.Verbs;

/// <summary>Somebody asks a running node for a verb.</summary>
/// <param name="Arguments">By name: text, whole numbers, <c>true</c>, lists of text; not checked yet.</param>
public sealed record VerbCall(string Verb, IReadOnlyDictionary<string, JsonElement> Arguments, VerbCaller Caller);

/// <summary>Who asks, whatever front the question came in by.</summary>
/// <param name="Person">The same for whatever process or page the person asks from: <c>uid 1000</c>, <c>token ops</c>.</param>
/// <param name="Detail">For the record, with where it came from: <c>uid 1000, pid 4711</c>, <c>token ops from 127.0.0.1</c>.</param>
/// <param name="Role">What the caller may do.</param>
/// <param name="IsOnlyPerson">Nobody else can get in this way, so that a second person cannot be asked for.</param>
public sealed record VerbCaller(string Person, string Detail, VerbRole Role, bool IsOnlyPerson = false)
{
    /// <summary>W3C trace id of the request; null when it brought none.</summary>
    public string? TraceId { get; init; }
}
