using System.CommandLine;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli;

/// <summary>One verb from its arguments to its exit code.</summary>
internal sealed class VerbSession(CliHost host, LocalVerbs local)
{
    public async Task<int> Run(VerbEntry entry, ParseResult parsed)
    {
        var isQuiet = parsed.GetValue(GlobalOptions.Quiet);
        var named = parsed.GetValue(GlobalOptions.Data);
        var (folder, fault) = DataFolderPath.Resolve(named, host.Variable);
        if (folder is null)
            return await Tell(fault, ExitCode.Usage);
        var dataPath = Path.GetFullPath(folder.Path);
        try
        {
            var given = GivenArguments.Read(entry, argument => CommandTree.TextOf(parsed, argument), host.Input);
            if (entry.Name == "heartbeat" && given.Remove("watch"))
                entry = VerbRegistry.Get("heartbeat watch");
            _ = ArgumentRules.Bind(entry, given, host.Clock.GetUtcNow(), out var faults);
            if (faults.Count > 0)
                throw new UsageException(string.Join("\naios: ", faults));
            var (watch, failOn) = (WatchPeriod(parsed), FailOn(entry, parsed));
            var place = NodePlace.Of(parsed, host.Variable, dataPath);
            var isHere = IsHere(entry, parsed, place);
            if (!isHere && !isQuiet && place is NodePlace.Web { TellsToken: true, Url.Host: var seen })
                await host.Error.WriteLineAsync($"aios: whoever listens on the way to {seen} can read the token; https hides it");
            if (Confirmation.IsNeeded(entry, given))
            {
                if (!host.CanAsk || !IsForPeople(parsed))
                    return await Tell(Confirmation.Missing(entry), ExitCode.Refused);
                var preview = OutputFor(entry, parsed, host, host.Error);
                var shown = await Ending(
                    preview,
                    () => RemoteVerb.Run(entry, Confirmation.DryRun(given), place, preview, host.Clock, host.Interrupts.Token)
                );
                if (shown.Code != ExitCode.Done)
                    return await Tell(shown.Error, shown.Code);
                if (!await Confirmation.Ask(host))
                    return await Tell("nothing was changed", ExitCode.Refused);
                given = Confirmation.Given(given);
            }
            var end = watch is { } period
                ? await new Watch(host, period, $"aios {entry.Name}", IsForPeople(parsed)).Run(
                    Once,
                    ended => ended.Code == ExitCode.Done || (ended.Code == ExitCode.Unhealthy && failOn is null)
                )
                : await Once(host);
            return await Tell(end.Error, end.Code);

            async Task<VerbEnd> Once(CliHost around)
            {
                var output = OutputFor(entry, parsed, around, isQuiet ? null : around.Error);
                if (local.OutlivesReader(entry.Name))
                    output = new DetachedOutput(output, host.Clock);
                var verdict = failOn is null ? null : new RowVerdict(output, entry.Rows!, failOn);
                output = verdict ?? output;
                // Anew for each round: times may be meant from now.
                var arguments = ArgumentRules.Bind(entry, given, host.Clock.GetUtcNow(), out _);
                var ended = await Ending(
                    output,
                    isHere && local.Find(entry.Name) is { } handler
                        ? () =>
                            handler(
                                new LocalCall(dataPath, named is not null, arguments, output, host.Clock, host.Interrupts.Token)
                                {
                                    Bar = host.IsErrorTerminal && !isQuiet && watch is null ? host.Error : null,
                                }
                            )
                        : () => RemoteVerb.Run(entry, given, place, output, host.Clock, host.Interrupts.Token)
                );
                return verdict?.On(ended) ?? ended;
            }
        }
        catch (UsageException error)
        {
            return await Tell(error.Message, ExitCode.Usage);
        }
        catch (OutputClosedException)
        {
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (host.Interrupts.Token.IsCancellationRequested)
        {
            return host.Interrupts.Code;
        }
        catch (DataFolderException error) when (OtherUser.Of(error) is { } owner)
        {
            return await Tell($"{OtherUser.Found(error, owner)}; {OtherUser.Remedy(owner)}", ExitCode.Refused);
        }
        catch (Exception error) when (error is DataFolderException or DataFolderInUseException)
        {
            return await Tell(error.Message, ExitCode.Failed);
        }
    }

    /// <summary>Whether the verb works in this process. What a node can do as well is the node's when one is named by its address.</summary>
    private bool IsHere(VerbEntry entry, ParseResult parsed, NodePlace place)
    {
        if (local.Find(entry.Name) is null)
            return false;
        if (place is NodePlace.Folder || entry.Name == "help")
            return true;
        if (!NodeVerbs.Handlers.ContainsKey(entry.Name) && parsed.GetValue(GlobalOptions.Url) is not null)
            throw new UsageException($"'{entry.Name}' works on this machine and asks no node; leave --url out");
        return !NodeVerbs.Handlers.ContainsKey(entry.Name);
    }

    private async Task<int> Tell(string? error, int code)
    {
        if (error is not null)
            await host.Error.WriteLineAsync($"aios: {error}");
        return code;
    }

    /// <summary>Completes the output also when the verb was interrupted or threw; a verb that failed before it found anything shows nothing.</summary>
    private static async Task<VerbEnd> Ending(ICliOutput output, Func<Task<VerbEnd>> run)
    {
        try
        {
            var end = await run();
            await (end.Code is ExitCode.Done or ExitCode.Unhealthy ? output.Finish() : output.FinishIfAny());
            return end;
        }
        catch (Exception error) when (error is not OutputClosedException)
        {
            await output.FinishIfAny();
            throw;
        }
    }

    private static TimeSpan? WatchPeriod(ParseResult parsed) =>
        CommandTree.WatchOf(parsed) is not { IsGiven: true, Text: var text } ? null
        : Watch.Period(text) is { } period ? period
        : throw new UsageException($"--watch is {Shown.Quote(text)}; it must be a number of seconds, {Watch.Allowed}");

    private static string? FailOn(VerbEntry entry, ParseResult parsed) =>
        CommandTree.FailOnOf(parsed, entry) is not { } asked || entry.Rows!.Allowed.Contains(asked)
            ? CommandTree.FailOnOf(parsed, entry)
            : throw new UsageException($"--fail-on is {Shown.Quote(asked)}; it must be one of {string.Join(", ", entry.Rows.Allowed)}");

    private static bool IsForPeople(ParseResult parsed) =>
        !parsed.GetValue(GlobalOptions.Json) && !parsed.GetValue(GlobalOptions.JsonLines);

    private static ICliOutput OutputFor(VerbEntry entry, ParseResult parsed, CliHost around, TextWriter? progress)
    {
        var (isJson, isLines) = (parsed.GetValue(GlobalOptions.Json), parsed.GetValue(GlobalOptions.JsonLines));
        if (isJson && isLines)
            throw new UsageException("--json and --jsonl exclude each other");
        if (isJson || isLines || entry.WritesLines)
            return new JsonOutput(around.Output, progress, entry.Schema, isLines || !isJson);
        if (LineOutput.Fits(entry.Schema))
            return new LineOutput(around.Output, progress);
        var isColoured = around.IsTerminal && around.Variable("NO_COLOR") is not { Length: > 0 } && !parsed.GetValue(GlobalOptions.NoColor);
        return new HumanOutput(around, progress, entry, isColoured);
    }
}
