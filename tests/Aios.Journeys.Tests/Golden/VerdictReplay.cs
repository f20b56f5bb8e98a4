using System.Text.Json;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Verifying;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Verifying.VerifyingProtocol;

namespace Aios.Journeys.Tests.Golden;

/// <summary>
/// Did it work? Asked again of the rules, with the alerts that stood on record. What the sensors read is not on record: a condition over it
/// cannot be asked again, and is counted.
/// </summary>
internal sealed class VerdictReplay(GoldenFolder golden)
{
    private const long Rhythm = 500;
    private const int Step = 10;

    // The verifier looks twice a second, and a busy machine is late.
    private const long Latest = 5_000;

    private static readonly JsonElement NoReadings = JsonElement.Parse("{}");

    public int Verdicts { get; private set; }

    public int RestOnReadings { get; private set; }

    /// <summary>The first verdict that the rules do not give; null when they give all.</summary>
    public string? FirstDifference()
    {
        foreach (var asked in golden.Records)
            if (
                asked.Event is { Source: RunCodec.Source, Type: "run.verifying" }
                && After(asked) is { } end
                && Check(asked, end) is { } difference
            )
                return difference;
        return null;
    }

    /// <summary>What the run heard; null when it was ended before, by people or its deadline.</summary>
    private RecordedEvent? After(RecordedEvent asked)
    {
        var next = golden.Records.FirstOrDefault(record =>
            record.Seq > asked.Seq && record.Event.Source == RunCodec.Source && RunCodec.RunOf(record.Event) == RunCodec.RunOf(asked.Event)
        );
        return next is { Event.Type: "run.verified" or "run.failed" } ? next : null;
    }

    private string? Check(RecordedEvent asked, RecordedEvent end)
    {
        var run = golden.Told[(int)asked.Seq].Find(RunCodec.RunOf(asked.Event))!;
        var gate = run.Plan.Gate;
        if (gate.Kind == GateKind.Expectation && gate.Expect!.Contains("sensor", StringComparison.Ordinal))
        {
            RestOnReadings++;
            return null;
        }
        Verdicts++;
        var begun = new BeginVerification(run.Plan.Id, run.Round, gate, run.Plan.EventPayload, run.Plan.TraceId);
        var state = VerifyingRules
            .Begin(VerifyingState.Empty, begun, At(asked.Event.Timestamp))
            .Events.Aggregate(VerifyingState.Empty, (known, fact) => known.Apply(fact));
        var given = Looks(state, asked, end).Distinct().ToList();
        return given.Any(verdict => IsSame(end, verdict))
            ? null
            : $"record {end.Seq}: on record is {end.Event.Type} {end.Event.Payload}; the rules give {(given.Count == 0 ? "no verdict" : string.Join(" or ", given.Take(3)))}";
    }

    /// <summary>The verdicts that the rules give at some moment until the record.</summary>
    private IEnumerable<VerdictGiven> Looks(VerifyingState state, RecordedEvent asked, RecordedEvent end)
    {
        for (var heard = asked.Seq; heard < end.Seq; heard++)
        {
            var from = golden.Record(heard).Event.Timestamp;
            var alerts = golden.Told[(int)heard].Alerts;
            // Once it can tell, it tells with its next look.
            for (
                var now = from;
                now <= Math.Min(end.Event.Timestamp, golden.Record(heard + 1).Event.Timestamp + Rhythm + Latest);
                now += Step
            )
                // Whether a reading had come by then is not on record either.
                foreach (var readAt in (long[])[now, long.MinValue])
                foreach (var verdict in VerifyingRules.Look(state, alerts, NoReadings, readAt, At(now)).Events.OfType<VerdictGiven>())
                    yield return verdict with
                    {
                        TookMs = 0,
                    };
        }
    }

    private bool IsSame(RecordedEvent end, VerdictGiven verdict)
    {
        var told = golden.Told[(int)end.Seq - 1].Find(verdict.Run)!;
        var at = end.Event.Payload!.Value.GetProperty("at_wall").GetInt64();
        var said = new RunProtocol.RecordVerdict(verdict.Run, verdict.Round, verdict.Passed, verdict.Reason);
        var fact = RunRules.Decide(told, golden.Settings.Effects, said, at).Events.FirstOrDefault();
        return fact is not null
            && RunCodec.Write(told.Plan, fact) is var made
            && made.Type == end.Event.Type
            && GoldenFolder.IsAsRecorded(end.Event.Payload!.Value, made.Payload);
    }

    private static Moment At(long ms) => new(ms, ms);
}
