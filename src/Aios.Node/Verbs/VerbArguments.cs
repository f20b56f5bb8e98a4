using System.Text.Json;
using Aios.Loop.Conditions;

namespace Aios.Node.Verbs;

/// <summary>The arguments of one call, checked and typed.</summary>
internal sealed class VerbArguments(IReadOnlyDictionary<string, object> values)
{
    public static VerbArguments None { get; } = new(new Dictionary<string, object>());

    public bool Flag(string name) => values.ContainsKey(name);

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    /// <summary>Of an argument that may be repeated, in the order given.</summary>
    public IReadOnlyList<string> Texts(string name) => values.GetValueOrDefault(name) as IReadOnlyList<string> ?? [];

    public long? Whole(string name) => values.GetValueOrDefault(name) as long?;

    public long Whole(string name, long otherwise) => Whole(name) ?? otherwise;

    public Condition? Condition(string name) => values.GetValueOrDefault(name) as Condition;

    public JsonElement? Json(string name) => values.GetValueOrDefault(name) as JsonElement?;
}
