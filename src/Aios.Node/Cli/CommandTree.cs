using System.CommandLine;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

internal delegate Task<int> RunVerb(VerbEntry entry, ParseResult parsed);

/// <summary>The registry as commands: each word of a verb's name is one level.</summary>
internal static class CommandTree
{
    public static RootCommand Build(IEnumerable<VerbEntry> entries, RunVerb run)
    {
        var root = new RootCommand
        {
            Description =
                "A runtime that senses trouble, repairs it, verifies the repair and learns.\n\n"
                + "Exit codes: 0 done, 1 failed, 2 unhealthy found, 3 usage or configuration, 4 node not reachable, 5 refused,\n"
                + "70 unhandled exception, 130 interrupted, 143 terminated.",
        };
        foreach (var option in GlobalOptions.All)
            root.Add(option);
        foreach (var entry in entries)
            Fill(Place(root, entry.Name), entry, run);
        foreach (var group in root.Subcommands.Where(each => each.Action is null))
            group.Description = string.Join(", ", group.Subcommands.Select(each => each.Name));
        return root;
    }

    /// <summary>
    /// What was typed for an argument; <c>"true"</c> for a flag; all words of one that may be repeated as a JSON list; null when it was not
    /// given.
    /// </summary>
    public static string? TextOf(ParseResult parsed, VerbArgument argument) =>
        argument.Repeated ? (parsed.GetValue<string[]>(NameOf(argument)) is { Length: > 0 } words ? JsonSerializer.Serialize(words) : null)
        : argument.Type != ArgumentType.Flag ? parsed.GetValue<string?>(NameOf(argument))
        : parsed.GetValue<bool>(NameOf(argument)) ? "true"
        : null;

    /// <summary>Whether <c>--watch</c> was given, and what for its seconds.</summary>
    public static (bool IsGiven, string? Text) WatchOf(ParseResult parsed) =>
        parsed.GetResult(GlobalOptions.Watch) is { } watch ? (true, watch.Tokens.FirstOrDefault()?.Value) : (false, null);

    public static string? FailOnOf(ParseResult parsed, VerbEntry entry) =>
        entry.Rows is null ? null : parsed.GetValue<string?>(GlobalOptions.FailOnName);

    private static string NameOf(VerbArgument argument) => argument.Positional ? argument.Name : "--" + argument.Name;

    private static Command Place(Command root, string name)
    {
        var at = root;
        foreach (var word in name.Split(' '))
        {
            var next = at.Subcommands.FirstOrDefault(each => each.Name == word);
            if (next is null)
            {
                next = new Command(word);
                at.Add(next);
            }
            at = next;
        }
        return at;
    }

    private static void Fill(Command command, VerbEntry entry, RunVerb run)
    {
        command.Description = entry.Summary;
        foreach (var argument in entry.Arguments)
            if (argument.Repeated)
                command.Add(
                    new Argument<string[]>(argument.Name)
                    {
                        Description = argument.Help,
                        HelpName = argument.Shown,
                        Arity = argument.Required ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
                    }
                );
            else if (argument.Positional)
                command.Add(
                    new Argument<string>(argument.Name)
                    {
                        Description = argument.Help,
                        HelpName = argument.Shown,
                        Arity = argument.Required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
                    }
                );
            else
                command.Add(OptionOf(argument));
        if (entry.Rows is { } rows)
            command.Add(GlobalOptions.FailOn(rows));
        if (entry.CanBeWatched)
            command.Add(GlobalOptions.Watch);
        command.SetAction((parsed, _) => run(entry, parsed));
    }

    private static Option OptionOf(VerbArgument argument)
    {
        if (argument.Type == ArgumentType.Flag)
            return new Option<bool>(NameOf(argument)) { Description = argument.Help };
        var option = new Option<string>(NameOf(argument))
        {
            Description = argument.Help,
            Required = argument.Required,
            HelpName = argument.Type.ToString().ToUpperInvariant(),
        };
        if (argument.Values.Count > 0)
        {
            option.HelpName = string.Join('|', argument.Values);
            option.CompletionSources.Add([.. argument.Values]);
        }
        return option;
    }
}
