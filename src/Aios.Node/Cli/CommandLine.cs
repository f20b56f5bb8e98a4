using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

/// <summary>Reads a command line and runs its verb; every way to end has its exit code.</summary>
internal sealed class CommandLine(CliHost host, LocalVerbs local)
{
    // A word that begins with @ is an argument like any other (--payload @FILE), never a file of further words.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> Run(IReadOnlyList<string> words)
    {
        var root = CommandTree.Build(VerbRegistry.All.Where(local.Offers), new VerbSession(host, local).Run);
        var parsed = root.Parse(words, Parsing);
        if (HelpAsked(parsed) is { } asked)
        {
            var (named, unknown) = Walk(root, asked);
            if (unknown is not null)
                return await Unknown(named, unknown);
            parsed = root.Parse([.. asked, "--help"], Parsing);
        }
        if (parsed.Action is ParseErrorAction)
            return parsed.UnmatchedTokens.Count == 0 && parsed.CommandResult.Command is { Action: null } group
                ? await ShowVerbs(root, group)
                : await Explain(parsed);
        // Only here: the lists of verbs stay one line each.
        if (parsed.Action is HelpAction && VerbRegistry.Find(VerbOf(parsed.CommandResult.Command)) is { } entry)
            parsed.CommandResult.Command.Description += $"\n\nExample:\n  {entry.Example}";
        using var help = new StringWriter();
        // Without a time-out of its own the library leaves signals alone; a node's drain takes as long as it takes.
        var invocation = new InvocationConfiguration
        {
            Output = help,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var code = await parsed.InvokeAsync(invocation);
        return help.GetStringBuilder().Length == 0 || Write(help.ToString()) ? code : ExitCode.Done;
    }

    /// <summary>False when nobody reads the output any more.</summary>
    private bool Write(string text)
    {
        try
        {
            host.Output.Write(Encoding.UTF8.GetBytes(text));
            host.Output.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>A group without a verb: its help, on stderr because it is no answer.</summary>
    private async Task<int> ShowVerbs(Command root, Command group)
    {
        await root.Parse([.. VerbOf(group).Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], Parsing)
            .InvokeAsync(new InvocationConfiguration { Output = host.Error, Error = host.Error });
        return ExitCode.Usage;
    }

    /// <summary>The words after <c>aios help</c>, which people are shown as <c>--help</c>; null when it is another verb or for a program.</summary>
    private static string[]? HelpAsked(ParseResult parsed) =>
        VerbOf(parsed.CommandResult.Command) == "help"
        && parsed is { Action: not (ParseErrorAction or HelpAction), CommandResult.Command.Arguments: [Argument<string[]> verb] }
        && !parsed.GetValue(GlobalOptions.Json)
        && !parsed.GetValue(GlobalOptions.JsonLines)
            ? parsed.GetValue(verb) ?? []
            : null;

    /// <summary>As far as the words name commands, and the first that does not.</summary>
    private static (Command Named, string? Unknown) Walk(Command root, IEnumerable<string> words)
    {
        var at = root;
        foreach (var word in words)
            if (at.Subcommands.FirstOrDefault(each => each.Name == word) is { } next)
                at = next;
            else
                return (at, word);
        return (at, null);
    }

    private async Task<int> Explain(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return await Unknown(parsed.CommandResult.Command, unknown);
        foreach (var error in parsed.Errors)
            await host.Error.WriteLineAsync($"aios: {Shown.Clean(error.Message)}");
        if (CommandTree.WatchOf(parsed) is { IsGiven: true, Text: { } taken } && Watch.Period(taken) is null)
            await host.Error.WriteLineAsync(
                $"aios: --watch took {Shown.Quote(taken)} for its seconds; write it last, or --watch={Watch.Usual}"
            );
        return await PointToHelp(parsed.CommandResult.Command);
    }

    private async Task<int> Unknown(Command command, string unknown)
    {
        var isOption = unknown.StartsWith('-');
        var known = isOption ? Options(command) : command.Subcommands.Select(each => each.Name);
        var nearest = Nearest.To(unknown, known);
        await host.Error.WriteLineAsync(
            $"aios: {(isOption ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument")} {Shown.Quote(unknown)} is not known"
                + (nearest is null ? "" : $"; did you mean '{nearest}'?")
        );
        return await PointToHelp(command);
    }

    private async Task<int> PointToHelp(Command command)
    {
        await host.Error.WriteLineAsync($"'{PathOf(command)} --help' shows what there is.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Options(Command command) => command.Options.Concat(GlobalOptions.All).Select(option => option.Name);

    private static string VerbOf(Command command) => PathOf(command)["aios".Length..].TrimStart();

    private static string PathOf(Command command) =>
        command is not RootCommand && command.Parents.OfType<Command>().FirstOrDefault() is { } parent
            ? $"{PathOf(parent)} {command.Name}"
            : "aios";
}
