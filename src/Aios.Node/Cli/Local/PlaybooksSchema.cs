using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Playbooks.Schema;
using Aios.Node.Verbs;

namespace Aios.Node.Cli.Local;

/// <summary>Prints the JSON Schema of a playbook file, for editors.</summary>
internal static class PlaybooksSchema
{
    public static async Task<VerbEnd> Print(LocalCall call)
    {
        await call.Output.Item(JsonSerializer.SerializeToElement(PlaybookSchema.Document()));
        return VerbEnd.Done;
    }
}
