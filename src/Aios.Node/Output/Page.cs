using Spectre.Console;

namespace Aios.Node.Output;

/// <summary>Where the human forms of items are written.</summary>
internal sealed class Page(IAnsiConsole console, TimeProvider clock, bool isTerminal)
{
    public static Style Plain { get; } = Style.Plain;
    public static Style Good { get; } = new(Color.Green);
    public static Style Warned { get; } = new(Color.Yellow);
    public static Style Bad { get; } = new(Color.Red);
    public static Style Dim { get; } = new(Color.Grey);
    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    public IAnsiConsole Console => console;

    public bool IsTerminal => isTerminal;

    public int Width => console.Profile.Width;

    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>One line that is never wrapped; longer than the page it runs over rather than being cut.</summary>
    public void Line(params ReadOnlySpan<(string Text, Style? Style)> parts)
    {
        foreach (var (text, style) in parts)
            Raw(Say.Clean(text), style);
        console.WriteLine();
    }

    public void Line(string text) => Line((text, null));

    /// <summary>Prose, folded at blanks; every line after the first begins under the text.</summary>
    public void Prose(string lead, string text, Style? style = null)
    {
        var first = true;
        foreach (var line in Fold(Say.Clean(text), Math.Max(20, Width - lead.Length)))
        {
            Raw(first ? lead : new string(' ', lead.Length), null);
            Raw(line, style);
            console.WriteLine();
            first = false;
        }
    }

    /// <summary>A heading over what follows.</summary>
    public void Heading(string text)
    {
        Raw(Say.Clean(text), Strong);
        console.WriteLine();
    }

    public void Blank() => console.WriteLine();

    internal static IEnumerable<string> Fold(string text, int width)
    {
        var line = new System.Text.StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }
            if (line.Length > 0)
                line.Append(' ');
            line.Append(word);
        }
        yield return line.ToString();
    }

    // Spectre folds a Text at the page's width; a control code wrapper is the way to write past it.
    private void Raw(string text, Style? style)
    {
        if (text.Length == 0)
            return;
        console.Write(new Unfolded(text, style ?? Plain));
    }
}
