using System.Globalization;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Composition;
using Aios.Node.Verbs;
using Akka.Actor;

namespace Aios.Node.Demo;

/// <summary>From the three faults to their three ends, told while it happens.</summary>
internal sealed class DemoRun(RunningNode node, DemoStage stage, Narrator lines, TimeProvider clock)
{
    public async Task<VerbEnd> Tell(TimeSpan patience, CancellationToken interrupt, string dataPath)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        until.CancelAfter(patience);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(until.Token);
        var before = (await node.Views.Score()).Score.Value;
        var from = node.Host.Log.SyncedSeq;
        var (spinner, fault) = await stage.Spin();
        if (spinner is not { } process)
            return VerbEnd.Failed($"the child that is to spin could not be started: {fault}");
        node.Host.Stages.Sensors.Tell(new SensingProtocol.WatchOwnProcess(process.Pid, process.StartTicks, "spinner"), ActorRefs.NoSender);
        if (await stage.Serve() is { ExitCode: not 0 } failed)
            return VerbEnd.Failed($"the service that is to crash could not be started: {failed.End} {failed.Fault}");
        DemoIncident spins = new("spinner", "runaway-process", new AlertKey("process_use", $"{process.Pid}")) { BrokenAt = Now },
            fills = new("folder", "folder-cleanup", new AlertKey("file", $"{stage.Cache}#size")) { BrokenAt = Now },
            crashes = new("service", "restart-process", new AlertKey("process_watch", stage.PidFile));
        DemoIncident[] incidents = [spins, fills, crashes];
        await lines.Say($"A child of this demo begins to burn one core: pid {process.Pid}.");
        await lines.Say($"A folder with a quota of 4 MiB begins to fill up: {stage.Cache}.");
        var filling = stage.Fill(clock, enough.Token);
        try
        {
            await Follow(incidents, from, until.Token, interrupt, enough);
        }
        catch (OperationCanceledException) when (!interrupt.IsCancellationRequested)
        {
            var open = string.Join(", ", incidents.Where(each => each.Ended is null).Select(each => each.Name));
            return VerbEnd.Failed(
                $"not repaired within {patience.TotalSeconds} s: {open}; aios doctor says what is missing on this machine, and the log is in {dataPath}"
            );
        }
        catch (OperationCanceledException)
        {
            return new VerbEnd(ExitCode.Interrupted, "interrupted; what the demo started is stopped");
        }
        finally
        {
            await enough.CancelAsync();
            await filling;
        }
        await Sum(incidents, before, dataPath);
        var unrepaired = incidents.Where(each => each.Ended!.Phase != RunPhase.Verified).ToArray();
        return unrepaired.Length == 0
            ? VerbEnd.Done
            : VerbEnd.Failed(string.Join("; ", unrepaired.Select(each => $"{each.Name}: {each.Ended!.Phase.Text()}, {each.Ended.Reason}")));
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task Follow(
        DemoIncident[] incidents,
        long from,
        CancellationToken until,
        CancellationToken interrupt,
        CancellationTokenSource enough
    )
    {
        var story = new DemoStory(node.Host.StartedAt.Wall, incidents);
        var (fills, crashes) = (incidents[1], incidents[2]);
        await foreach (var recorded in node.Views.Tail(from, "*", until))
        {
            // A crash is one only of what was seen to run.
            if (crashes.BrokenAt is null && recorded.Event.Type == EventTypes.ProcessStarted)
            {
                crashes.BrokenAt = Now;
                stage.Crash();
                await lines.Say("The service of this demo crashes: it is killed.");
            }
            foreach (var incident in incidents)
                incident.Take(recorded.Event);
            if (fills.DetectedAt is not null)
                await enough.CancelAsync();
            foreach (var line in story.Of(recorded))
                await lines.Say(line);
            if (incidents.All(each => each.Ended is not null))
                return;
        }
        interrupt.ThrowIfCancellationRequested();
        throw new OperationCanceledException(until);
    }

    private async Task Sum(DemoIncident[] incidents, double before, string dataPath)
    {
        var now = (await node.Views.Score()).Score;
        await lines.Say("");
        await lines.Say(
            $"{incidents.Length} incidents. The windows are those of the profile demo; rules and formulas are those of every node."
        );
        foreach (var each in incidents)
            await lines.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {each.Name, -8} {each.Ended!.Phase.Text(), -9} detected after {Seconds(each, each.DetectedAt)}, recovered after {Seconds(each, each.Ended.At)}"
                )
            );
        await lines.Say("");
        await lines.Say(string.Create(CultureInfo.InvariantCulture, $"Score {before:0.000} → {now.Value:0.000}, because:"));
        foreach (var part in now.Parts)
            await lines.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {part.Name, -10}{part.ValuePpm / 1e6:0.000} × {part.WeightPpm / 1e6:0.0} = {part.ContributionPpm / 1e6:0.000}  {part.Because}"
                )
            );
        await lines.Say("");
        await lines.Say($"On record: aios events query --data {dataPath}");
        await lines.Say($"While aios up --data {dataPath} runs it also tells why:");
        foreach (var each in incidents)
            await lines.Say($"  aios why {each.Ended!.Run} --data {dataPath}");
    }

    private static string Seconds(DemoIncident incident, long? at) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (at ?? 0) - incident.BrokenAt!.Value) / 1000.0:0.0} s");
}
