using System.CommandLine;

namespace Aios.Node.Cli;

/// <summary>Options that every verb has.</summary>
internal static class GlobalOptions
{
    public static Option<string> Data { get; } =
        new("--data")
        {
            Description = "the data folder (else AIOS_DATA, else the user's state folder)",
            Recursive = true,
            HelpName = "DIR",
        };

    public static Option<bool> Json { get; } = new("--json") { Description = "one JSON object with schema and items", Recursive = true };

    public static Option<bool> JsonLines { get; } = new("--jsonl") { Description = "one JSON item per line", Recursive = true };

    public static Option<bool> Quiet { get; } = new("--quiet") { Description = "no progress on stderr", Recursive = true };

    public static Option<bool> NoColor { get; } =
        new("--no-color") { Description = "no colours (they are never used outside a terminal, nor with NO_COLOR)", Recursive = true };

    public static IReadOnlyList<Option> All { get; } = [Data, Json, JsonLines, Quiet, NoColor];
}
