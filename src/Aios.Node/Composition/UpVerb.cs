using System.Globalization;
using Aios.Journal.Log;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli;
using Aios.Node.Output;
using Aios.Node.Settings;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Composition;

/// <summary>Runs a node in the foreground until it is told to stop.</summary>
internal static class UpVerb
{
    public static async Task<VerbEnd> Up(LocalCall call)
    {
        var started = call.Clock.GetTimestamp();
        var loaded = SettingsLoader.Load(GivenSettings.Sources(call.Arguments));
        if (loaded.Settings is not { } settings)
            return VerbEnd.Usage(loaded.ErrorText);
        if (call.Arguments.Flag("no-office"))
            settings = settings with { Office = settings.Office with { Enabled = false } };
        if (call.Arguments.Flag("readonly"))
            settings = settings with { Office = settings.Office with { ReadOnly = true } };
        var lines = new Narrator(call.Output);
        try
        {
            var (node, faults) = await RunningNode.Start(
                call.DataPath,
                settings,
                call.Clock,
                lines.Notice,
                Console.IsErrorRedirected ? null : StandardStreams.Error,
                call.Arguments.Flag("new-log")
            );
            if (node is null)
                return VerbEnd.Usage(faults!);
            await using (node)
            {
                await Greet(node, lines, await node.OfferLogin(call.Clock.GetUtcNow()), call.Clock.GetElapsedTime(started));
                using var told = CancellationTokenSource.CreateLinkedTokenSource(call.Cancel);
                var beats = call.Arguments.Flag("heartbeat")
                    ? BeatStory.Tell(node.Views, lines.Say, node.Host.Parts.Settings.Heartbeat.Interval, call.Clock, told.Token)
                    : Task.CompletedTask;
                await Task.WhenAny(Stopped(call.Cancel), node.Host.Died);
                await told.CancelAsync();
                await beats;
                if (node.Host.Died.IsCompleted)
                    return new VerbEnd(ExitCode.Unhandled, $"the actors of this node ended; {call.DataPath}/logs says why");
                await lines.Say("stopping: waiting for steps that execute");
                await node.Drain("signal");
            }
            await lines.Say("stopped");
            return VerbEnd.Done;
        }
        catch (DataFolderException fault)
        {
            return VerbEnd.Failed(fault.Message);
        }
        catch (LogCorruptException fault)
        {
            return VerbEnd.Failed(fault.Message);
        }
        catch (IOException fault)
        {
            return VerbEnd.Failed(fault.Message);
        }
    }

    private static async Task Greet(RunningNode node, Narrator lines, string? login, TimeSpan took)
    {
        foreach (var line in Tree(node.Inspector))
            await lines.Say(line);
        var status = await node.Views.Status();
        if (node.Host.Repair is { } repair)
            await lines.Say(repair);
        if (LeftText.Of(node.Host.LeftBehind) is { } left)
            await lines.Say(left);
        foreach (var changed in node.Host.Settings.InForce.Concat(node.Host.Settings.Ignored))
            await lines.Say($"NOTE {changed}");
        if (StandingText.Of(node.Host.Memory.Current.Queue) is { } standing)
            await lines.Say($"NOTE {standing}");
        await lines.Say(Recovered(node.Host.Log.Recovery, node.Host.Memory.Current.ActiveRuns.Count));
        await lines.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{status.PlaybooksEnabled} of {status.PlaybooksLoaded} playbooks enabled; stop with Ctrl+C, twice for at once"
            )
        );
        if (status.PlaybooksInShadow > 0)
            await lines.Say(
                $"{Say.Count(status.PlaybooksInShadow, "playbook")} in shadow: matched and recorded, not executed; aios playbooks enable ID"
            );
        foreach (var frozen in status.Frozen)
            await lines.Say(frozen);
        if (login is not null)
        {
            await lines.Say("log in once, within 15 minutes:");
            await lines.Say(login);
        }
        await lines.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"READY data={status.DataFolder} pid={status.Pid} node={status.Node} epoch={status.Incarnation} office={node.OfficeUrl ?? "off"} in={took.TotalMilliseconds:0}ms"
            )
        );
    }

    private static IEnumerable<string> Tree(IInspector inspector)
    {
        try
        {
            return TreeText.Of(inspector.Hierarchy(ActorPathText.Root, 3, 100));
        }
        catch (NotSupportedException fault)
        {
            return [fault.Message];
        }
    }

    private static string Recovered(RecoveryReport found, int runs) =>
        (found.CutBytes, runs) switch
        {
            (0, 0) => "nothing was left open",
            (0, _) => $"{Say.Count(runs, "run")} of before taken up again",
            _ =>
                $"a torn last line of {found.CutBytes} bytes was cut and is kept as {found.CutKept}; {Say.Count(runs, "run")} of before taken up again",
        };

    private static Task Stopped(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancel.Register(stopped.SetResult);
        return stopped.Task;
    }
}

/// <summary>Lines as items of a verb; in a terminal they are just lines.</summary>
internal sealed class Narrator(IVerbOutput output)
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task Say(string text)
    {
        await _one.WaitAsync();
        try
        {
            await output.Item(LooseJson.Object(("line", text)));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What a notify step tells people.</summary>
    public Task Notice(EffectAction.Notify notice) => Say($"{notice.Severity.Text().ToUpperInvariant()} {notice.Text}");
}

/// <summary>The supervision tree, drawn with what every terminal has.</summary>
internal static class TreeText
{
    public static IEnumerable<string> Of(IReadOnlyList<ActorView> actors)
    {
        for (var i = 0; i < actors.Count; i++)
        {
            var actor = actors[i];
            var name = actor.Path[(actor.Path.LastIndexOf('/') + 1)..];
            if (actor.Depth == 0)
            {
                yield return name;
                continue;
            }
            var indent = string.Concat(Enumerable.Range(1, actor.Depth - 1).Select(level => Continues(actors, i, level) ? "│  " : "   "));
            yield return $"{indent}{(Continues(actors, i, actor.Depth) ? "├─ " : "└─ ")}{name}";
        }
    }

    // A later actor at this level comes before one at a lower level.
    private static bool Continues(IReadOnlyList<ActorView> actors, int from, int level)
    {
        for (var i = from + 1; i < actors.Count && actors[i].Depth >= level; i++)
            if (actors[i].Depth == level)
                return true;
        return false;
    }
}
