using System.CommandLine;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Cli;

/// <summary>Options that every verb has, or every verb of a kind.</summary>
internal static class GlobalOptions
{
    public const string WatchName = "--watch";
    public const string FailOnName = "--fail-on";

    public static Option<string> Data { get; } =
        new("--data")
        {
            Description = "the data folder (else AIOS_DATA, else the user's state folder)",
            Recursive = true,
            HelpName = "DIR",
        };

    public static Option<string> Url { get; } =
        new("--url")
        {
            Description = "ask the node there over HTTP instead (else AIOS_URL)",
            Recursive = true,
            HelpName = "URL",
        };

    public static Option<string> Token { get; } =
        new("--token")
        {
            Description = "for --url; better in AIOS_TOKEN, because other processes see arguments",
            Recursive = true,
            HelpName = "TOKEN",
        };

    public static Option<bool> Json { get; } = new("--json") { Description = "one JSON object with schema and items", Recursive = true };

    public static Option<bool> JsonLines { get; } = new("--jsonl") { Description = "one JSON item per line", Recursive = true };

    public static Option<bool> Quiet { get; } = new("--quiet") { Description = "no progress on stderr", Recursive = true };

    public static Option<bool> NoColor { get; } =
        new("--no-color") { Description = "no colours (they are never used outside a terminal, nor with NO_COLOR)", Recursive = true };

    /// <summary>For verbs that can be watched. May stand without a value.</summary>
    public static Option<string> Watch { get; } =
        new(WatchName)
        {
            Description = $"again every so many seconds, {Cli.Watch.Allowed} (default {Cli.Watch.Usual}), until Ctrl+C",
            HelpName = "SECONDS",
            Arity = ArgumentArity.ZeroOrOne,
        };

    /// <summary>For lists.</summary>
    public static Option<string> FailOn(VerbRows rows)
    {
        var option = new Option<string>(FailOnName)
        {
            Description =
                "exit code 2 when one that is so is shown; any: when any is"
                + (rows.Members.Any(member => member.IsOrdered) ? "; a severity: that or more" : "")
                + "; --watch ends then",
            HelpName = string.Join('|', rows.Allowed),
        };
        option.CompletionSources.Add([.. rows.Allowed]);
        return option;
    }

    public static IReadOnlyList<Option> All { get; } = [Data, Url, Token, Json, JsonLines, Quiet, NoColor];
}
