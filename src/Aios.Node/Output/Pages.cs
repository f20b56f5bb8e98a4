using Spectre.Console;

namespace Aios.Node.Output;

internal static class Pages
{
    /// <summary>A console that writes where it is told, as wide as it is told, and guesses nothing.</summary>
    public static IAnsiConsole Open(TextWriter writer, int width, bool isColoured)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isColoured ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = isColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
