using Aios.Platform.Machine;

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
    private const int UsualHeight = 24;
    private const int LeastWidth = 20;

    /// <summary>Whether a person looks at <see cref="Error"/>.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a person can be asked: they see what is written and type what is read.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Lines of the page.</summary>
    public int Height { get; init; } = UsualHeight;

    public static CliHost OfProcess(Interrupts interrupts)
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
        return new CliHost(
            StandardStreams.Output(),
            StandardStreams.Error,
            StandardStreams.Input,
            Environment.GetEnvironmentVariable,
            isTerminal,
            UsualWidth,
            SystemClock.Time,
            interrupts
        )
        {
            IsErrorTerminal = !Console.IsErrorRedirected,
            CanAsk = isTerminal && !Console.IsInputRedirected && !Console.IsErrorRedirected,
        }.Measured();
    }

    /// <summary>The same with the page as it is now: COLUMNS, else the terminal's own size.</summary>
    public CliHost Measured()
    {
        var size = IsTerminal ? TerminalSize.Of(1) : null;
        return this with
        {
            Width =
                int.TryParse(Variable("COLUMNS"), out var columns) && columns >= LeastWidth ? columns
                : size is { Columns: >= LeastWidth and var seen } ? seen
                : Width,
            Height = size is { Lines: > 0 and var lines } ? lines : Height,
        };
    }
}
