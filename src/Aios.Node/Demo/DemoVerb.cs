using System.Globalization;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli;
using Aios.Node.Composition;
using Aios.Node.Settings;
using Aios.Node.Verbs;
using Aios.Platform.Files;
using Aios.Platform.Processes;
using Akka.Actor;

namespace Aios.Node.Demo;

/// <summary>
/// Breaks something of its own and lets the ordinary loop repair it: a child that spins is sensed, reniced, found to spin on, stopped, and
/// seen to be gone. Nothing is staged: the profile only shortens how long a process must spin before it counts.
/// </summary>
internal static class DemoVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // A loop that does nothing but burn one core; it dies with this process.
    private static readonly string[] Spinner = ["/bin/sh", "-c", "while :; do :; done"];

    public static async Task<VerbEnd> Run(LocalCall call)
    {
        var isOwnFolder = !call.IsDataNamed;
        var dataPath = isOwnFolder ? DemoFolder.Make() : call.DataPath;
        var loaded = SettingsLoader.Load(new SettingsSources("demo", call.Arguments.Text("config"), ProcessEnvironment.All()));
        if (loaded.Settings is not { } settings)
            return VerbEnd.Usage(loaded.ErrorText);
        var lines = new Narrator(call.Output);
        try
        {
            var (node, faults) = await RunningNode.Start(dataPath, settings, call.Clock, _ => Task.CompletedTask, null);
            if (node is null)
                return VerbEnd.Usage(faults!);
            await using (node)
            {
                var end = await Tell(node, lines, call);
                await node.Drain("demo is over");
                await lines.Say($"On record: aios events query --data {dataPath}");
                return end;
            }
        }
        catch (DataFolderException fault)
        {
            return VerbEnd.Failed(fault.Message);
        }
    }

    private static async Task<VerbEnd> Tell(RunningNode node, Narrator lines, LocalCall call)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(call.Cancel);
        patience.CancelAfter(Patience);
        var before = await node.Views.Score();
        var from = node.Host.Log.SyncedSeq;
        await using var child = OwnChild.Start(new ChildSpec(Spinner) { DiesWithParent = true });
        if (await child.Process is not { } process)
            return VerbEnd.Failed($"the child that is to spin could not be started: {(await child.Completion).Fault}");
        node.Host.Stages.Sensors.Tell(new SensingProtocol.WatchOwnProcess(process.Pid, process.StartTicks, "spinner"), ActorRefs.NoSender);
        var story = new DemoStory(node.Host.StartedAt.Wall, process.Pid);
        await lines.Say($"A child of this demo begins to burn one core: pid {process.Pid}.");
        RunState? run = null;
        try
        {
            await foreach (var recorded in node.Views.Tail(from, "*", patience.Token))
            {
                foreach (var line in story.Of(recorded))
                    await lines.Say(line);
                run = node.Host.Memory.Current.AllRuns.FirstOrDefault(each => each.Plan.Playbook.Value == "runaway-process");
                if (run is { IsOver: true } && recorded.Event.Source == "aios/run" && recorded.Event.Type == $"run.{run.Phase.Text()}")
                    break;
            }
        }
        catch (OperationCanceledException) when (!call.Cancel.IsCancellationRequested)
        {
            return VerbEnd.Failed(
                $"nothing was repaired within {Patience.TotalSeconds} s; aios doctor says what is missing on this machine"
            );
        }
        catch (OperationCanceledException)
        {
            return new VerbEnd(ExitCode.Interrupted, "interrupted; the child is stopped");
        }
        await Sum(node, lines, run!, before.Score.Value);
        return run!.Phase == RunPhase.Verified ? VerbEnd.Done : VerbEnd.Failed($"the run ended {run.Phase.Text()}: {run.Reason}");
    }

    private static async Task Sum(RunningNode node, Narrator lines, RunState run, double before)
    {
        var now = (await node.Views.Score()).Score;
        await lines.Say("");
        await lines.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Repaired and verified in {(run.UpdatedAt - run.PlannedAt) / 1000.0:0.0} s. Score {before:0.000} → {now.Value:0.000}, because:"
            )
        );
        foreach (var part in now.Parts)
            await lines.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {part.Name, -10}{part.ValuePpm / 1e6:0.000} × {part.WeightPpm / 1e6:0.0} = {part.ContributionPpm / 1e6:0.000}  {part.Because}"
                )
            );
        await lines.Say("");
    }
}

/// <summary>A folder of its own for each demo, kept afterwards.</summary>
internal static class DemoFolder
{
    public static string Make() => Directory.CreateTempSubdirectory("aios-demo-").FullName;
}
