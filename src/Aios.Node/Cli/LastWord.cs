using Aios.Loop.Surface.Verbs;
using Aios.Node.Output;

namespace Aios.Node.Cli;

/// <summary>What the process says when nothing else caught an exception: where it came from, and one last line that says what it was.</summary>
internal static class LastWord
{
    /// <param name="error">Opened only when there is something to say.</param>
    public static int Of(Func<int> run, Func<TextWriter> error)
    {
        try
        {
            return run();
        }
        catch (Exception unhandled)
        {
            error().WriteLine(unhandled);
            error().WriteLine($"aios: unhandled {Say.Cause(unhandled)}");
            return ExitCode.Unhandled;
        }
    }
}
