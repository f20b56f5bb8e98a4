namespace Aios.Node.Cli;

/// <summary>What the command line has of its surroundings.</summary>
/// <param name="Output">For data only.</param>
/// <param name="Error">For progress, faults and log.</param>
/// <param name="Input">Opened only by what reads it: that prepares the terminal.</param>
/// <param name="Variable">Reads the environment.</param>
/// <param name="IsTerminal">Whether a person looks at <paramref name="Output"/>.</param>
/// <param name="Width">Columns of the page.</param>
internal sealed record CliHost(
    Stream Output,
    TextWriter Error,
    Func<TextReader> Input,
    Func<string, string?> Variable,
    bool IsTerminal,
    int Width,
    TimeProvider Clock,
    Interrupts Interrupts
)
{
    private const int UsualWidth = 80;

    /// <summary>Whether a person looks at <see cref="Error"/>.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a person can be asked: they see what is written and type what is read.</summary>
    public bool CanAsk { get; init; }

    public static CliHost OfProcess(Interrupts interrupts)
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
        return new CliHost(
            StandardOutput.Open(),
            Console.Error,
            () => Console.In,
            Environment.GetEnvironmentVariable,
            isTerminal,
            WidthOf(isTerminal),
            SystemClock.Time,
            interrupts
        )
        {
            IsErrorTerminal = !Console.IsErrorRedirected,
            CanAsk = isTerminal && !Console.IsInputRedirected && !Console.IsErrorRedirected,
        };
    }

    private static int WidthOf(bool isTerminal)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns >= 20)
            return columns;
        try
        {
            return isTerminal && Console.WindowWidth is >= 20 and var width ? width : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }
}
