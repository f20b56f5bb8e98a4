using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aios.Node.Output;

/// <summary>Text as it is: no markup, no folding.</summary>
internal sealed class Unfolded(string text, Style style) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(text.GetCellWidth(), text.GetCellWidth());

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [new Segment(text, style)];
}
