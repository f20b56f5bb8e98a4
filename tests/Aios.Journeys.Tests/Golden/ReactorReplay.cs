using System.Text.Json;
using Aios.Actors.Reacting;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Journeys.Tests.Golden;

/// <summary>
/// Which playbook answered, and why the others did not: asked again of the rules. When exactly the reactor decided, and what it had heard by
/// then, is not on record; so there must be a moment, after its event was handed over and before its record, at which the rules say just this.
/// </summary>
internal sealed class ReactorReplay(GoldenFolder golden)
{
    // Between the decision and its record; the first one of a process waits for the compiler.
    private static readonly long[] Earlier = [0, 1, 5, 20, 100, 250, 500, 1_000, 2_000];

    private readonly Shell _shell = new(TimeProvider.System, new Random(1));

    public int Answers { get; private set; }

    /// <summary>The first record that the rules do not give; null when they give all.</summary>
    public string? FirstDifference()
    {
        foreach (var answer in Split())
        {
            Answers++;
            var cause = golden.Records.First(record => record.Event.Id.Value == answer[0].Event.CauseId);
            if (!Decisions(cause, answer).Any(decision => IsSame(answer, Written(cause, decision))))
                return $"record {answer[0].Seq}, the answer to event {cause.Seq} ({cause.Event.Type}): on record is {Text(answer.Select(each => each.Event))}\n"
                    + $"the rules give {Text(Written(cause, Decisions(cause, answer).First()))}";
        }
        return null;
    }

    /// <summary>What was appended together about one event.</summary>
    private IEnumerable<List<RecordedEvent>> Split()
    {
        var answer = new List<RecordedEvent>();
        foreach (var record in golden.Records)
        {
            var isOwn = record.Event.Source == ReactorCodec.Source || record.Event is { Source: RunCodec.Source, Type: "run.planned" };
            if (answer.Count > 0 && !(isOwn && record.Event.CauseId == answer[0].Event.CauseId))
            {
                yield return answer;
                answer = [];
            }
            if (isOwn)
                answer.Add(record);
        }
        if (answer.Count > 0)
            yield return answer;
    }

    private IEnumerable<Decision<ReactingProtocol.IEvent>> Decisions(RecordedEvent cause, List<RecordedEvent> answer)
    {
        var handedOver = golden.Records.FirstOrDefault(record =>
            QueueRecord.Read(record) is { Action: QueueRecord.Dispatch } said && said.EventSeq == cause.Seq
        );
        var times = Times(answer).ToList();
        for (var heard = answer[0].Seq - 1; heard >= (handedOver?.Seq ?? cause.Seq); heard--)
        {
            var told = golden.Told[(int)heard];
            var state = told.Reacting with
            {
                Guard = new Guard(told.Safety, golden.Orders[(int)heard], golden.Settings.Safety, golden.Settings.Targets),
            };
            foreach (var now in times)
            {
                yield return ReactingRules.React(state, golden.Catalog, cause, now);
                foreach (var due in state.Windows.Due.Where(due => state.Windows.Find(due.Playbook, due.Group)?.LastSeq == cause.Seq))
                    yield return ReactingRules.EndWindow(state, golden.Catalog, due, cause, now);
                if (state.Waiting.Find(cause.Seq) is { } held)
                    yield return ReactingRules.Resume(state, golden.Catalog, held, cause, now);
            }
        }
    }

    private static IEnumerable<Moment> Times(List<RecordedEvent> answer)
    {
        foreach (var wall in answer.SelectMany(record => Walls(record.Event.Payload!.Value)).Distinct())
            yield return new Moment(wall, wall);
        foreach (var earlier in Earlier)
            yield return new Moment(answer[0].Event.Timestamp - earlier, answer[0].Event.Timestamp - earlier);
    }

    private static IEnumerable<long> Walls(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member =>
                    member is { Name: "at_wall", Value.ValueKind: JsonValueKind.Number } ? [member.Value.GetInt64()] : Walls(member.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Walls),
            _ => [],
        };

    private List<Event> Written(RecordedEvent cause, Decision<ReactingProtocol.IEvent> decision) =>
        [.. decision.Events.SelectMany(fact => ReactorNotes.Of(_shell, cause, fact))];

    private static bool IsSame(List<RecordedEvent> recorded, List<Event> made) =>
        recorded.Count == made.Count
        && recorded
            .Zip(made)
            .All(pair =>
                pair.First.Event.Type == pair.Second.Type
                && pair.First.Event.Severity == pair.Second.Severity
                && GoldenFolder.IsAsRecorded(pair.First.Event.Payload!.Value, pair.Second.Payload!.Value)
            );

    private static string Text(IEnumerable<Event> facts) => string.Join("; ", facts.Select(fact => $"{fact.Type} {fact.Payload}"));
}
