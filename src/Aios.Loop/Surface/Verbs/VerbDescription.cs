using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface.Verbs;

/// <summary>A verb with all that a front needs to offer it, as members of JSON.</summary>
public static class VerbDescription
{
    /// <param name="members">Of its <see cref="VerbEntry.Schema"/>, as <see cref="Ports.IVerbs.MembersOf"/> tells them.</param>
    public static IEnumerable<(string Name, object? Value)> Of(VerbEntry verb, string members) =>
        [
            ("name", verb.Name),
            ("palette", verb.Palette),
            ("summary", verb.Summary),
            ("effect", Word(verb.Effect)),
            ("role", verb.LeastRole.Text()),
            ("scope", Word(verb.Scope)),
            ("streams", verb.Streams && !verb.TakesLong),
            ("secret", verb.TellsSecret),
            ("takes_long", verb.TakesLong),
            ("schema", verb.Schema),
            ("members", members),
            ("example", verb.Example),
            ("arguments", verb.Arguments.Select(Of)),
        ];

    private static JsonElement Of(VerbArgument argument) =>
        LooseJson.Object(
            ("name", argument.Name),
            ("type", Word(argument.Type)),
            ("help", argument.Help),
            ("required", argument.Required),
            ("positional", argument.Positional),
            ("repeated", argument.Repeated),
            ("least", argument.Type == ArgumentType.Whole ? argument.Least : null),
            ("most", argument.Type == ArgumentType.Whole && argument.Most < long.MaxValue ? argument.Most : null),
            ("values", argument.Values.Count > 0 ? argument.Values : null)
        );

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
