using System.Globalization;
using Aios.Journal.Store;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

public sealed class DemoSpecs
{
    // On a machine whose cores are busy a spinner gets only a part of one: the bounds are put where that still counts.
    private static readonly Dictionary<string, string> LowBounds = new()
    {
        ["AIOS__SENSORS__PROCESS_CPU__WARN"] = "3",
        ["AIOS__SENSORS__PROCESS_CPU__CLEAR"] = "0.2",
    };

    [Fact]
    public async Task A_real_spinning_child_is_sensed_reniced_found_to_spin_on_stopped_and_gone()
    {
        using var folder = new TemporaryFolder();
        var ended = (await Cli.Run(["demo", "--data", folder.FullPath], LowBounds)).With(0);
        Assert.Contains("Repaired and verified in", ended.Output);

        var pid = PidIn(ended.Output);
        Assert.False(Directory.Exists($"/proc/{pid}"), $"the spinner {pid} runs on");
        var records = EventsOnDisk.Read(folder.FullPath);
        var high = records.First(fact => fact.Type() == "resource.process_cpu_high" && fact.Said("pid") == $"{pid}");
        Assert.Equal("true", high.Said("own"));
        EventsOnDisk.AssertOrder(
            records.Where(fact => fact.Text("trace_id") == high.Text("trace_id")),
            ("process_cpu_high", fact => fact.Type() == "resource.process_cpu_high"),
            ("reactor.matched", fact => fact.Type() == "reactor.matched" && fact.Said("playbook") == "runaway-process"),
            ("run.planned", fact => fact.Type() == "run.planned"),
            ("renice", fact => fact.Type() == "run.step-succeeded" && fact.Said("step") == "renice"),
            ("verification failed", fact => fact.Type() == "run.failed" && fact.Said("reason")!.StartsWith("verification 1")),
            ("stop", fact => fact.Type() == "run.step-succeeded" && fact.Said("step") == "stop"),
            ("resource.recovered", fact => fact.Type() == "resource.recovered" && fact.Said("gone") == "true"),
            ("run.verified", fact => fact.Type() == "run.verified")
        );
        using var store = StateDatabase.Open(Aios.Platform.Files.DataFolder.OpenExisting(folder.FullPath));
        var ledger = new EffectLedger(store, TimeProvider.System);
        Assert.Empty(ledger.OpenIntents());
        Assert.Equal(["renice", "stop"], ledger.OfRun(new(high.RunOf(records))).Select(effect => effect.Intent.Step));
    }

    private static int PidIn(string output)
    {
        const string before = "begins to burn one core: pid ";
        var from = output.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return int.Parse(output[from..output.IndexOf('.', from)], CultureInfo.InvariantCulture);
    }
}
