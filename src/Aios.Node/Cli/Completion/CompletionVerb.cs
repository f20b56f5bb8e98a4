using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;

namespace Aios.Node.Cli.Completion;

/// <summary>Prints a script that completes command lines in a shell; it asks no process while one types.</summary>
internal static class CompletionVerb
{
    public static async Task<VerbEnd> Print(LocalCall call)
    {
        var (shell, words) = (call.Arguments.Text("shell")!, CompletionWords.Of(VerbRegistry.All));
        var script = shell switch
        {
            "bash" => BashCompletion.Of(words),
            "zsh" => ZshCompletion.Of(words),
            _ => PwshCompletion.Of(words),
        };
        await call.Output.Item(LooseJson.Object(("shell", shell), ("script", script)));
        return VerbEnd.Done;
    }
}
