using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aios.Node.Output;

internal static class Pages
{
    /// <summary>A console that writes where it is told, as wide as it is told, and guesses nothing.</summary>
    /// <param name="isColoured">False: no sequence is written, not even for bold.</param>
    public static IAnsiConsole Open(TextWriter writer, int width, bool isColoured)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                // Without it colours are set through the process's own console, past the writer.
                Ansi = AnsiSupport.Yes,
                ColorSystem = isColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new Sheet(writer, width),
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Capabilities.Unicode = true;
        if (!isColoured)
            console.Pipeline.Attach(new Unstyled());
        return console;
    }

    /// <summary>Spectre's own looks at the process's console, which sends a terminal sequences of its own.</summary>
    private sealed class Sheet(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width;

        public int Height => int.MaxValue;

        public void SetEncoding(System.Text.Encoding encoding) { }
    }

    private sealed class Unstyled : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(each => new Plain(each));
    }

    private sealed class Plain(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(each => each.IsLineBreak ? each : new Segment(each.Text));
    }
}
