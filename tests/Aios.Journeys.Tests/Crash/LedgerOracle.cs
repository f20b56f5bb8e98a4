using System.Text.Json;
using Aios.Journal.Store;
using Aios.Journeys.Tests.Log;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journeys.Tests.Crash;

/// <summary>
/// Compares three ledgers that know nothing of one another: what senders were told, what the event log and the effect ledger hold, and what
/// really happened.
/// </summary>
internal sealed class LedgerOracle
{
    private static readonly string[] Ends = ["run.verified", "run.stuck", "run.rolled-back", "run.cancelled"];

    private readonly IReadOnlyList<JsonElement> _log;
    private readonly IReadOnlyList<string> _acked;
    private readonly IReadOnlyDictionary<string, int> _done;
    private readonly Dictionary<string, (string Run, string End, string Reason)> _ends = [];
    private readonly string _data;

    public LedgerOracle(string data, IReadOnlyList<string> acked, IReadOnlyDictionary<string, int> done)
    {
        (_data, _log, _acked, _done) = (data, EventsOnDisk.Read(data), acked, done);
        var events = new Dictionary<string, string>();
        foreach (var record in _log)
            if (record.Type() == "run.planned")
                Assert.True(events.TryAdd(record.Said("run")!, record.Text("cause_id")!), $"{record.Said("run")} was planned twice");
            else if (Ends.Contains(record.Type()))
                Assert.True(
                    _ends.TryAdd(events[record.Said("run")!], (record.Said("run")!, record.Type(), record.Said("reason")!)),
                    $"{record.Said("run")} ended twice"
                );
    }

    /// <summary>How often steps of this type were done more than once.</summary>
    public int RepeatsOf(string type) => _done.Where(each => Load.TypeOf(each.Key) == type).Sum(each => each.Value - 1);

    public IReadOnlyList<string> Lost => [.. _acked.Except(_log.Select(record => record.Text("id")!))];

    /// <summary>How often the end of an attempt was not known after a crash.</summary>
    public int Unknown => _log.Count(record => record.Type() == "run.step-unknown");

    /// <summary>How often a person had to say it.</summary>
    public int Answered => _log.Count(record => record.Type() == "effect.resolved");

    public void Check(int crashes)
    {
        Assert.Empty(Lost);
        Assert.Equal(Enumerable.Range(1, _log.Count).Select(number => (long)number), _log.Select(record => record.Seq()));
        Assert.DoesNotContain(_log.CountBy(record => record.Text("id")!), each => each.Value > 1);
        Assert.Equal(crashes, _log.Count(record => record.Type() == "node.crashed"));
        Assert.Equal(0, RepeatsOf(Jobs.Once));
        Assert.Equal(0, RepeatsOf(Jobs.Probed));
        Assert.InRange(RepeatsOf(Jobs.Again), 0, crashes * Jobs.MostAtOnce);
        foreach (var id in _acked.Distinct().Where(id => Load.TypeOf(id) != Jobs.Tick))
            CheckJob(id);
        CheckEffects();
    }

    private void CheckJob(string id)
    {
        Assert.True(_ends.TryGetValue(id, out var end), $"{id} was acknowledged and never came to an end");
        var times = _done.GetValueOrDefault(id);
        Assert.True(end.End == "run.verified", $"{id} ({Load.TypeOf(id)}): {end}");
        if (Load.TypeOf(id) != Jobs.Again)
            Assert.True(times == 1, $"{id} was done {times} times, and {end.End}");
        else
            Assert.True(times >= 1, $"{id} was never done, and {end.End}");
    }

    /// <summary>Nothing is left open: what nobody saw the end of was found out by a probe, repeated, or said by a person.</summary>
    private void CheckEffects()
    {
        using var store = StateDatabase.Open(DataFolder.OpenExisting(_data));
        var ledger = new EffectLedger(store, TimeProvider.System);
        Assert.Empty(ledger.OpenIntents());
        foreach (var (run, end, _) in _ends.Values.Where(each => each.End == "run.verified"))
            Assert.Contains(ledger.OfRun(new RunId(run)), effect => effect.Outcome?.Result == EffectResult.Ok);
    }
}
