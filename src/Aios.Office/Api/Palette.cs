using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;

namespace Aios.Office.Api;

/// <summary><c>GET /api/v1/verbs</c>: every verb with all that a front needs to offer it.</summary>
internal static class Palette
{
    public const string Schema = "aios.verbs/1";

    public static Answer Of(OfficeHost host, VerbRole role) =>
        Answer.Json(
            200,
            writer =>
            {
                writer.WriteString("schema", Schema);
                writer.WriteStartArray("items");
                foreach (var route in RouteTable.Of(host.Verbs.All))
                    Write(writer, route, host.Verbs.MembersOf(route.Verb.Schema), role);
                writer.WriteEndArray();
                writer.WriteNull("next");
                writer.WriteNumber("code", ExitCode.Done);
            }
        );

    private static void Write(Utf8JsonWriter writer, ApiRoute route, string members, VerbRole role)
    {
        var verb = route.Verb;
        writer.WriteStartObject();
        writer.WriteString("name", verb.Name);
        writer.WriteString("palette", verb.Palette);
        writer.WriteString("summary", verb.Summary);
        writer.WriteString("effect", Word(verb.Effect));
        writer.WriteString("role", verb.LeastRole.Text());
        writer.WriteBoolean("permitted", role.Permits(verb));
        writer.WriteString("scope", Word(verb.Scope));
        writer.WriteBoolean("streams", route.IsStream);
        writer.WriteBoolean("secret", verb.TellsSecret);
        writer.WriteBoolean("takes_long", verb.TakesLong);
        writer.WriteString("schema", verb.Schema);
        writer.WriteString("members", members);
        writer.WriteString("example", verb.Example);
        writer.WriteString("method", route.Method);
        writer.WriteString("path", route.Path);
        writer.WriteStartArray("arguments");
        foreach (var argument in verb.Arguments)
            Write(writer, argument);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, VerbArgument argument)
    {
        writer.WriteStartObject();
        writer.WriteString("name", argument.Name);
        writer.WriteString("type", Word(argument.Type));
        writer.WriteString("help", argument.Help);
        writer.WriteBoolean("required", argument.Required);
        writer.WriteBoolean("positional", argument.Positional);
        writer.WriteBoolean("repeated", argument.Repeated);
        if (argument.Type == ArgumentType.Whole)
        {
            writer.WriteNumber("least", argument.Least);
            if (argument.Most < long.MaxValue)
                writer.WriteNumber("most", argument.Most);
        }
        if (argument.Values.Count > 0)
        {
            writer.WriteStartArray("values");
            foreach (var value in argument.Values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
