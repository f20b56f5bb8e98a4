using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Demo;

/// <summary>One thing that the demo breaks: from the fault over its alert to the end of its run.</summary>
/// <param name="key">How its sensor names it.</param>
internal sealed class DemoIncident(string name, string playbook, AlertKey key)
{
    public string Name => name;

    /// <summary>Milliseconds since the Unix epoch; null: not broken yet.</summary>
    public long? BrokenAt { get; set; }

    public long? DetectedAt { get; private set; }

    public string? Trace { get; private set; }

    /// <summary>Its run, once it is over.</summary>
    public RunState? Ended { get; private set; }

    /// <param name="runs">All runs as they stand now.</param>
    public void Take(Event fact, IEnumerable<RunState> runs)
    {
        if (BrokenAt is null || Ended is not null)
            return;
        if (AlertKey.Of(fact) == key && fact.Type is not (EventTypes.Recovered or EventTypes.ProcessStarted))
        {
            Trace = fact.TraceId;
            if (EventTypes.IsAlert(fact.Type))
                DetectedAt ??= fact.Timestamp;
        }
        if (fact.Source == "aios/run" && fact.TraceId == Trace)
            Ended = runs.FirstOrDefault(run => run.IsOver && run.Plan.Playbook.Value == playbook && run.Plan.TraceId == Trace);
    }
}
