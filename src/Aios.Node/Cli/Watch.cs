using System.Globalization;
using System.Text;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Output;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

/// <summary>
/// A verb again and again, until it is interrupted or fails. On a terminal each round takes the place of the one before; elsewhere each is
/// a block under a line with its time, or what a program asked for, one after the other.
/// </summary>
/// <param name="title">Over each round on a terminal.</param>
/// <param name="isForPeople">Not JSON.</param>
internal sealed class Watch(CliHost host, TimeSpan period, string title, bool isForPeople)
{
    public const string Allowed = "0.5 to 3600";
    public const string Usual = "2";

    private const string Home = "\e[H";
    private const string RestOfLine = "\e[K";
    private const string RestOfPage = "\e[J";

    // A line that is too long for the terminal must not take two of its lines.
    private const string CutLongLines = "\e[?7l";
    private const string FoldLongLines = "\e[?7h";

    /// <summary>Null when it is no number of seconds that is allowed.</summary>
    public static TimeSpan? Period(string? text) =>
        double.TryParse(text ?? Usual, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0.5 and <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <param name="once">One round, with the surroundings that it writes to.</param>
    /// <param name="goesOn">Whether a round that ended so is followed by another.</param>
    /// <returns>The end of the last round.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task<VerbEnd> Run(Func<CliHost, Task<VerbEnd>> once, Func<VerbEnd, bool> goesOn)
    {
        using var timer = new PeriodicTimer(period, host.Clock);
        for (var isFirst = true; ; isFirst = false)
        {
            var end =
                !isForPeople ? await once(host)
                : host.IsTerminal ? await InPlace(once)
                : await Block(once, isFirst);
            if (!goesOn(end))
                return end;
            await timer.WaitForNextTickAsync(host.Interrupts.Token);
        }
    }

    private async Task<VerbEnd> Block(Func<CliHost, Task<VerbEnd>> once, bool isFirst)
    {
        Write($"{(isFirst ? "" : "\n")}--- {Now}\n");
        return await once(host);
    }

    private async Task<VerbEnd> InPlace(Func<CliHost, Task<VerbEnd>> once)
    {
        var (around, at) = (host.Measured(), Now);
        using var page = new MemoryStream();
        using var notes = new StringWriter();
        var end = await once(around with { Output = page, Error = notes });
        string[] lines =
        [
            $"{title}  every {period.TotalSeconds:0.#} s  {at}  Ctrl+C ends",
            "",
            .. (Encoding.UTF8.GetString(page.ToArray()) + notes).TrimEnd().ReplaceLineEndings("\n").Split('\n'),
        ];
        var room = Math.Max(2, around.Height - 1);
        var shown = lines.Length <= room ? lines : [.. lines.Take(room - 1), $"… {lines.Length - room + 1} more lines"];
        var text = string.Concat(shown.Select(line => $"{line}{RestOfLine}\n"));
        Write($"{CutLongLines}{Home}{text}{RestOfPage}{FoldLongLines}");
        return end;
    }

    private string Now => Say.Time(host.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    private void Write(string text)
    {
        try
        {
            host.Output.Write(Encoding.UTF8.GetBytes(text));
            host.Output.Flush();
        }
        catch (IOException error)
        {
            throw new OutputClosedException(error);
        }
    }
}
