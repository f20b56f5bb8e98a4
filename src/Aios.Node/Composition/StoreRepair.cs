using Aios.Actors.Effects;
using Aios.Actors.Safety;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;

namespace Aios.Node.Composition;

/// <summary>
/// Brings the two stores together at a start, before anything is acted on. When one of them is gone while the other stands, nothing is
/// guessed and nothing is done twice: what the log tells is put back into the database; records that are gone are not made up.
/// </summary>
internal sealed class StoreRepair
{
    /// <summary>Name of the cursor that every start leaves: a database without any cursor knows nothing of its log.</summary>
    private const string Start = "start";

    /// <summary>Name of the cursor that stands where the log ended when the database was found lost.</summary>
    private const string Lost = "lost";

    /// <summary>Name of the cursor that says for which loss the orders of people are in force again.</summary>
    private const string Ordered = "ordered";

    private readonly SqliteStore _store;
    private readonly EffectLedger _ledger;
    private readonly StateReplay? _whole;
    private readonly EffectReplay _open = new();
    private readonly HashSet<RunId> _openRuns;
    private readonly List<EffectProtocol.ResolveEffect> _answers = [];
    private readonly LogFloor _floor;
    private readonly TimeProvider _time;
    private readonly bool _seeksOrders;
    private OrdersFound _orders = OrdersFound.Nothing;

    /// <param name="floor">Where the log begins.</param>
    public StoreRepair(SqliteStore store, EffectLedger ledger, LogFloor floor, TimeProvider time)
    {
        (_store, _ledger, _floor, _time) = (store, ledger, floor, time);
        var cursors = new CursorStore(store).All();
        _whole = cursors.Count == 0 ? new StateReplay() : null;
        _seeksOrders = _whole is not null || cursors.GetValueOrDefault(Lost) > cursors.GetValueOrDefault(Ordered);
        _openRuns = [.. ledger.OpenIntents().Select(line => line.Intent.Run)];
    }

    /// <summary>Patterns of the types that it has to see, unless it <see cref="ReadsEverything"/>.</summary>
    public static IReadOnlyList<string> Types { get; } = ["run.*", "effect.*", .. OrderReading.Types];

    /// <summary>The database is new or was lost: all that the log tells is wanted.</summary>
    public bool ReadsEverything => _whole is not null;

    /// <summary>What is to be put right may stand anywhere in the log: all of it has to come by.</summary>
    public bool SeeksEverywhere => ReadsEverything || _seeksOrders;

    /// <summary>What people ordered, to be in force before anything is done; null when their own record of it stands.</summary>
    public LostOrders? Orders { get; private set; }

    /// <summary>Where the log ended when this database began; 0 when they began together.</summary>
    public long Life => new CursorStore(_store).Read(Lost);

    /// <summary>Sees the records of the log, oldest first.</summary>
    public void Take(RecordedEvent recorded)
    {
        _whole?.Apply(recorded);
        var fact = recorded.Event;
        if (_seeksOrders)
            _orders = OrderReading.Apply(_orders, fact);
        if (EffectAnswers.Read(fact) is { } answer)
            _answers.Add(answer);
        else if (_openRuns.Count > 0 && fact.Source == RunCodec.Source && RunCodec.Read(fact) is { } read && _openRuns.Contains(read.Run))
            _open.Apply(read.Run, read.Fact);
    }

    /// <summary>In place of seeing the records come by: looks up those that it needs.</summary>
    /// <param name="told">All that the log tells.</param>
    public void LookUp(EventLogReader log, Recollection told)
    {
        foreach (var record in log.Query(new EventFilter { Type = EventTypes.EffectResolved }))
            Take(record);
        foreach (var run in _openRuns)
        {
            // Where the records of a run are that is not known any more, nothing says.
            var plan = told.Find(run)?.Plan;
            var filter = new EventFilter
            {
                FromSeq = plan?.EventSeq ?? 1,
                Type = "run.*",
                TraceId = plan?.TraceId,
                Where = record => record.Event.Source == RunCodec.Source && RunCodec.RunOf(record.Event) == run,
            };
            foreach (var record in log.Query(filter))
                Take(record);
        }
    }

    /// <param name="mayBeginLog">A person knows that records of the log are missing.</param>
    /// <returns>What was missing and what was done, for people; null when nothing was missing.</returns>
    /// <exception cref="DataFolderException">Records are missing, and nobody said that this is known.</exception>
    public async Task<string?> Finish(long lastSeq, bool mayBeginLog)
    {
        var done = _whole is { Seq: > 0 }
            ? await FromLog(_store, _ledger, _whole)
            : await WithoutLog(_store, _ledger, lastSeq, mayBeginLog);
        // An outcome that the disk did not take while the log did.
        await _ledger.FillIn(_open.Effects.Values.Where(told => told.Outcome is not null));
        await _ledger.MarkUnknown();
        await EffectAnswers.TakeOver(_ledger, _answers);
        await new CursorStore(_store).Write(Start, lastSeq);
        return _seeksOrders && Life > 0 ? $"{done ?? "the node ended before it was put right"}; {FindOrders()}" : done;
    }

    /// <summary>What was lost is on disk again with those who keep it.</summary>
    public Task OrdersAreKept() => new CursorStore(_store).Write(Ordered, Life);

    private string FindOrders()
    {
        var (freeze, told) = _orders.Finish(_floor.Seq + 1, _time.GetUtcNow().ToUnixTimeMilliseconds());
        Orders = new LostOrders(_orders, freeze);
        return string.Join("; ", told.Append("lost are the history of the score and of approvals, and what was asked of people"));
    }

    /// <summary>The log stands alone: ledger and checkpoint are made from it. The decisions follow by themselves.</summary>
    private static async Task<string> FromLog(SqliteStore store, EffectLedger ledger, StateReplay replay)
    {
        var filled = await ledger.FillIn(replay.Effects.Effects.Values);
        // In one commit: what counts as settled, and that the rest is still to be found.
        await new CursorStore(store).Write((SchedulingProtocol.Reader, replay.Seq), (Lost, replay.Seq));
        var undecided = replay.Unanswered;
        return $"{StateDatabase.FileName} was missing while the log stands: {filled} effects are made again from its {replay.Seq} records, "
            + "what was under way counts as unknown, and no event of before is answered again"
            + (
                undecided.Count == 0
                    ? ""
                    : $"; undecided stay the events {string.Join(", ", undecided.Take(10))}: emit them again if they matter"
            );
    }

    /// <summary>The database knows of records that the log does not have.</summary>
    private static async Task<string?> WithoutLog(SqliteStore store, EffectLedger ledger, long lastSeq, bool isWanted)
    {
        var cursors = new CursorStore(store);
        var known = cursors.All().Values.DefaultIfEmpty().Max();
        var effects = lastSeq == 0 ? ledger.List(new EffectQuery(null, null, 1)).Count : 0;
        if (known <= lastSeq && effects == 0)
            return null;
        var missing = lastSeq == 0 ? "the event log is missing" : $"the event log ends at record {lastSeq}";
        if (!isWanted)
            throw new DataFolderException(
                DataFolderFault.Missing,
                store.FullPath,
                $"{missing}, while the database knows of records up to {known}",
                "Restore the folder events from a backup; or start once with 'aios up --new-log': the ledger stays, so that nothing is done twice, "
                    + "and runs, cooldowns and decisions of the missing records are forgotten."
            );
        await cursors.TakeBack(lastSeq);
        return $"{missing}: it goes on from record {lastSeq + 1}; the ledger stays, decisions and cursors behind it are forgotten";
    }
}
