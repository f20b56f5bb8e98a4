using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary><c>help</c> for programs, whoever answers: this process, or the node.</summary>
internal static class HelpList
{
    /// <param name="offered">The verbs there are.</param>
    public static async Task<VerbEnd> Tell(VerbArguments arguments, IVerbOutput output, IReadOnlyList<VerbEntry> offered)
    {
        var asked = string.Join(' ', arguments.Texts("verb"));
        var found = offered
            .Where(entry => asked.Length == 0 || $"{entry.Name} ".StartsWith($"{asked} ", StringComparison.Ordinal))
            .ToList();
        if (found.Count == 0)
            return VerbEnd.Usage(Nearest.Unknown("verb", asked, offered.Select(entry => entry.Name)));
        foreach (var entry in found)
            await output.Item(LooseJson.Object([.. VerbDescription.Of(entry, Schemas.Members[entry.Schema])]));
        return VerbEnd.Done;
    }
}
