using System.Text.Json;
using Aios.Actors.Wire;
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

    /// <summary>The end of its run, as the log tells it.</summary>
    public DemoEnd? Ended { get; private set; }

    public void Take(Event fact)
    {
        if (BrokenAt is null || Ended is not null)
            return;
        if (AlertKey.Of(fact) == key && fact.Type is not (EventTypes.Recovered or EventTypes.ProcessStarted))
        {
            Trace = fact.TraceId;
            if (EventTypes.IsAlert(fact.Type))
                DetectedAt ??= fact.Timestamp;
        }
        if (fact.Source == RunCodec.Source && fact.TraceId == Trace && Text(fact, "playbook") == playbook && EndOf(fact) is { } phase)
            Ended = new DemoEnd(Text(fact, "run"), phase, Text(fact, "reason"), fact.Timestamp);
    }

    private static RunPhase? EndOf(Event fact)
    {
        foreach (var phase in Enum.GetValues<RunPhase>())
            if (phase.IsTerminal() && fact.Type == $"run.{phase.Text()}")
                return phase;
        return null;
    }

    private static string Text(Event fact, string member) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty(member, out var value)
            ? Shown.Clean(value.ToString())
            : "";
}

/// <param name="At">Milliseconds since the Unix epoch.</param>
internal sealed record DemoEnd(string Run, RunPhase Phase, string Reason, long At);
