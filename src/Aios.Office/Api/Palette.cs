using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Answers;

namespace Aios.Office.Api;

/// <summary><c>GET /api/v1/verbs</c>: every verb with all that a front needs to offer it, its route included.</summary>
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
                    LooseJson
                        .Object([
                            .. VerbDescription.Of(route.Verb, host.Verbs.MembersOf(route.Verb.Schema)),
                            ("permitted", role.Permits(route.Verb)),
                            ("method", route.Method),
                            ("path", route.Path),
                        ])
                        .WriteTo(writer);
                writer.WriteEndArray();
                writer.WriteNull("next");
                writer.WriteNumber("code", ExitCode.Done);
            }
        );
}
