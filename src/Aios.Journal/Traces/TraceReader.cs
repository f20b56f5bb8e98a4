using System.Globalization;
using Aios.Journal.Log;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Traces;

/// <summary>Finds what belongs together in log, ledger and decisions. It skips by the log's index whatever cannot answer.</summary>
public sealed class TraceReader(EventLogReader log, IDecisionStore decisions, IEffectLedger ledger)
{
    // The clock of whoever made an id may have moved between id and event.
    private const long IdSlackMs = 2_000;

    private const long ScoreMemoryMs = 3_600_000;

    // So far behind an event without a trace the decisions about it are looked for.
    private const int UntracedReach = 20_000;

    private static readonly string[] Decided = ["scheduler.*", "reactor.*"];
    private static readonly string[] Scored = [EventTypes.ScoreUpdated, EventTypes.ScoreDegraded, EventTypes.ScoreRecovered];

    /// <summary>By its number in the log or its id. An id that is no UUIDv7 tells no time: the log is read backwards for it.</summary>
    public RecordedEvent? Find(string idOrSeq)
    {
        if (long.TryParse(idOrSeq, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return log.Query(new() { FromSeq = seq, ToSeq = seq }).FirstOrDefault();
        if (TimeOf(idOrSeq) is { } made)
        {
            var near = new EventFilter
            {
                FromTime = made - IdSlackMs,
                ToTime = made + IdSlackMs,
                Id = idOrSeq,
                First = 1,
            };
            if (log.Query(near).FirstOrDefault() is { } found)
                return found;
        }
        return log.Query(new() { Id = idOrSeq, Last = 1 }).FirstOrDefault();
    }

    /// <summary>A run that is no longer kept in memory: the event it answered, as the decisions know it.</summary>
    public (string? TraceId, EventId Event)? FindRun(RunId run) =>
        decisions.List(new DecisionQuery(LoopStage.React, null, null, run.Value, null, null, null, 1)) is [{ Cause: { } cause } entry, ..]
            ? (entry.TraceId, new EventId(cause))
            : null;

    /// <summary>Oldest first, one more than asked for when there are more.</summary>
    public IReadOnlyList<RecordedEvent> Trace(string traceId, int most) => [.. log.Query(new() { TraceId = traceId, First = most + 1 })];

    /// <summary>The event with everything in its trace; without a trace what was decided about it.</summary>
    public IReadOnlyList<RecordedEvent> Around(RecordedEvent recorded, int most) =>
        recorded.Event.TraceId is { } trace
            ? Trace(trace, most)
            :
            [
                recorded,
                .. log.Query(
                    new()
                    {
                        FromSeq = recorded.Seq,
                        ToSeq = recorded.Seq + UntracedReach,
                        AnyOfTypes = Decided,
                        First = most,
                        Where = record => record.Event.CauseId == recorded.Event.Id.Value,
                    }
                ),
            ];

    /// <summary>The first word about the score soon after a record.</summary>
    public RecordedEvent? ScoreAfter(RecordedEvent last) =>
        log.Query(
                new()
                {
                    FromSeq = last.Seq + 1,
                    ToTime = last.Event.Timestamp + ChainRules.ScoreWithinMs,
                    AnyOfTypes = Scored,
                    First = 1,
                }
            )
            .FirstOrDefault();

    /// <summary>The links of the records, with what ledger and decisions add.</summary>
    public IReadOnlyList<ChainLink> Links(IReadOnlyList<RecordedEvent> records, string? asked)
    {
        var runs = records
            .Where(record => record.Event.Type == "run.planned")
            .Select(record => record.Event.Payload is { } payload && payload.TryGetProperty("run", out var run) ? run.GetString() : null)
            .OfType<string>()
            .Distinct()
            .Take(50);
        var effects = runs.SelectMany(run => ledger.OfRun(new RunId(run))).ToDictionary(record => record.Intent.Id);
        return ChainRules.Links(records, effects, Outcome, asked, ScoreBefore(records));
    }

    // Only where the chain says something about it.
    private string? ScoreBefore(IReadOnlyList<RecordedEvent> records) =>
        records.Count > 1
        && records.Any(record => ChainRules.StageOf(record.Event.Type) == "score")
        && log.Query(
                new()
                {
                    ToSeq = records[0].Seq - 1,
                    FromTime = records[0].Event.Timestamp - ScoreMemoryMs,
                    AnyOfTypes = Scored,
                    Last = 1,
                }
            )
            .FirstOrDefault()
            is { } before
            ? ChainRules.Score(before.Event)
            : null;

    private string? Outcome(EventId decision) =>
        decisions.Find(decision.Value) is { Entry: var entry } && entry.Outcome != DecisionOutcome.Pending
            ? $"{entry.Outcome.ToString().ToLowerInvariant()}{(entry.OutcomeWhy is { } why ? $", {why}" : "")}"
            : null;

    /// <summary>When a UUIDv7 was made, milliseconds since the Unix epoch.</summary>
    private static long? TimeOf(string id) =>
        id.Length == 36
        && id[14] == '7'
        && Guid.TryParseExact(id, "D", out _)
        && long.TryParse(
            string.Concat(id.AsSpan(0, 8), id.AsSpan(9, 4)),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var ms
        )
            ? ms
            : null;
}
