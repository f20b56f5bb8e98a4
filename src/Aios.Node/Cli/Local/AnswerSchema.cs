using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;

namespace Aios.Node.Cli.Local;

/// <summary><c>aios schema VERB</c>: for whoever reads an answer by a program.</summary>
internal static class AnswerSchema
{
    public static async Task<VerbEnd> Print(LocalCall call)
    {
        var name = string.Join(' ', call.Arguments.Texts("verb"));
        if (VerbRegistry.Find(name) is not { } verb)
            return VerbEnd.Usage(Nearest.Unknown("verb", name, VerbRegistry.All.Select(entry => entry.Name)));
        await call.Output.Item(ItemSchema.OfAnswer(verb, Schemas.Members[verb.Schema]));
        return VerbEnd.Done;
    }
}
