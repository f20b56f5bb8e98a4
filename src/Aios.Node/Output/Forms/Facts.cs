using Spectre.Console;

namespace Aios.Node.Output.Forms;

/// <summary>Names and values under each other.</summary>
internal sealed class Facts(Page page, int lead = 12)
{
    public Facts Add(string name, string value, Style? style = null)
    {
        if (value.Length > 0)
            page.Line((name.PadRight(lead), Page.Dim), (value, style));
        return this;
    }

    /// <summary>A value that may be folded.</summary>
    public Facts Prose(string name, string value, Style? style = null)
    {
        if (value.Length > 0)
            page.Prose(name.PadRight(lead), value, style);
        return this;
    }
}
