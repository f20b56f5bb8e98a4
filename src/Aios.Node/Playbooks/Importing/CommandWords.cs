using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>A command line becomes a list of arguments only where nothing in it has a meaning to a shell: there is none here.</summary>
/// <param name="findProgram">The absolute path of a program by its name, or null.</param>
internal sealed class CommandWords(Func<string, string?> findProgram)
{
    private const string Harmless = "_-./:,@+=%";

    private static readonly HashSet<string> OnlyOfShells =
    [
        .. (string[])
            [".", ":", "[", "alias", "bg", "break", "case", "cd", "command", "continue", "coproc", "declare", "do", "done", "elif"],
        .. (string[])["else", "esac", "eval", "exec", "exit", "export", "fg", "fi", "for", "function", "getopts", "hash", "if", "jobs"],
        .. (string[])["let", "local", "read", "readonly", "return", "select", "set", "shift", "source", "then", "time", "times", "trap"],
        .. (string[])["type", "typeset", "ulimit", "umask", "unalias", "unset", "until", "wait", "while"],
    ];

    private static readonly HashSet<string> Shells = ["ash", "bash", "csh", "dash", "fish", "ksh", "mksh", "sh", "tcsh", "zsh"];

    /// <returns>Program and arguments, or why there are none.</returns>
    public (IReadOnlyList<string>? Words, string? Why) Split(string command)
    {
        foreach (var letter in command)
            if (!IsHarmless(letter))
                return (null, $"it holds {Named(letter)}, which only a shell understands");
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var first, .. var rest])
            return (null, "it is empty");
        if (first.Contains('='))
            return (null, $"it begins with {Shown.Quote(first)}, an assignment of a shell");
        if (OnlyOfShells.Contains(first))
            return (null, $"it begins with '{first}', which only a shell knows");
        if (Shells.Contains(first[(first.LastIndexOf('/') + 1)..]) && rest.Any(IsCommandOption))
            return (null, "it hands a text to a shell");
        return Program(first) is { } program
            ? ([program, .. rest], null)
            : (null, $"the program {Shown.Quote(first)} was not found; its absolute path is needed");
    }

    /// <summary>The absolute path of a program, or null when nobody knows it.</summary>
    public string? Program(string name) =>
        name.StartsWith('/') ? name
        : name.Contains('/') ? null
        : findProgram(name);

    private static bool IsCommandOption(string word) => word.StartsWith('-') && !word.StartsWith("--") && word.Contains('c');

    private static bool IsHarmless(char letter) => letter == ' ' || char.IsLetterOrDigit(letter) || Harmless.Contains(letter);

    private static string Named(char letter) =>
        letter switch
        {
            '\n' => "a line end",
            '\t' => "a tab",
            _ when letter is > ' ' and < '\u007f' => $"{letter}",
            _ => $"the character U+{(int)letter:X4}",
        };
}
